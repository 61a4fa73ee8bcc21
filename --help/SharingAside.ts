// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Entries of one desk that are kept aside. */
export type SharingAside = {
/** The desk that they say they are of. */
mark: string,
/** The desk that carried them; `null` = they came as that desk's own. */
carried_by: string | null,
/** How many. */
entries: number,
/** That desk, or the one that carried them, was taken out; else no desk of the clinic's has signed them. */
taken_out: boolean, };
