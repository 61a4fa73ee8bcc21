// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { SharingAsideEntry } from "./SharingAsideEntry";

/** Entries of one desk that are kept aside. */
export type SharingAside = {
/** The desk that they say they are of. */
mark: string,
/** The desk that carried them; `null` = they came as that desk's own. */
carried_by: string | null,
/** How many. */
entries: number,
/** That desk, or the one that carried them, was taken out; else no desk of the clinic's has signed them. */
taken_out: boolean,
/** How many things all of them together put into the trash. */
deletes: number,
/** How many entries of the record lose their content by them, at every desk and for good. */
empties: number,
/** How often they say what a desk is there for. */
roles: number,
/** The first of them that can be read; those that delete, empty or give a role before the others. */
shown: Array<SharingAsideEntry>, };
