// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { DeskRole } from "./DeskRole";

/** A desk that was heard of. */
export type SharingDesk = {
/** A few signs that tell desks apart. */
mark: string,
/** What people call it; `null` = nobody has said. */
name: string | null,
/** Whether it is this one. */
this: boolean,
/** When somebody wrote something there last, by its own clock; `null` = nothing yet. */
wrote_at: number | null,
/** Who did; `null` where nobody had said who is at the desk. */
by: string | null,
/** The version of the program that wrote it. */
version: string | null,
/** It was taken out: what the others write from then on it cannot read. */
out: boolean,
/** It has said its keys: when another desk is taken out it has the new key by itself. */
has_keys: boolean,
/** What it is there for; `null` = it has written nothing yet, and nobody has said. */
role: DeskRole | null,
/** It is the last manager's: it is made nothing less before another desk is one. */
last_manager: boolean, };
