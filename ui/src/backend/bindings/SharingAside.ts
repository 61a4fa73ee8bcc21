// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Entries of one desk that are kept aside. */
export type SharingAside = {
/** The desk that they say they are of. */
mark: string,
/** How many. */
entries: number,
/** That desk was taken out; else no desk of the clinic's has signed them. */
taken_out: boolean, };
