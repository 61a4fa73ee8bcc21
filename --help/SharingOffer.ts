// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { DeskRole } from "./DeskRole";

/** What would be joined. */
export type SharingOffer = {
/** The four words that both desks show; none where a recovery sheet opened it and there is no other desk. */
words: Array<string>,
/** Whether this desk holds a record of its own, which becomes one with the clinic's. */
has_record: boolean,
/** What this desk will be there for. */
role: DeskRole,
/**
 * What this desk is called, or could be, as its computer is; `null` = it will only read and may not say it, or the system
 * tells no name.
 */
proposed_name: string | null, };
