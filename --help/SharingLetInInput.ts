// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Whose entries that are kept aside are looked at or let in. */
export type SharingLetInInput = {
/** The mark of the desk that they say they are of. */
mark: string,
/** The mark of the desk that carried them; `null` = they came as that desk's own. */
carried_by: string | null,
/** Those of a desk that was taken out, or the others: they are asked about apart. */
taken_out: boolean,
/** How many of them somebody looked at: another number is not let in. `null` = however many there are. */
entries: number | null, };
