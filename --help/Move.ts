// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { RequestState } from "./RequestState";

/** One state a request could move to. */
export type Move = {
/** To which state. */
to: RequestState,
/** What stands in the way, as a code of the catalogue; `null` = may be done now. */
refused: string | null,
/** Whether a reason has to be given. */
needs_reason: boolean, };
