// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** A thing by its name, for links and choosers. */
export type Named = {
/** Which thing. */
id: Id,
/** What stands on the screen. */
name: string, };
