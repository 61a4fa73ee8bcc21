// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** One area's part that goes to somebody else than the rest. */
export type HandOverException = {
/** The area; `null` = what is in no area. */
area: Id | null,
/** To whom; `null` = nobody. */
to: Id | null, };
