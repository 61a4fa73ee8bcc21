// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { SharingAsideEntry } from "./SharingAsideEntry";

/** What entries of one desk that are kept aside would do. */
export type SharingAsideLook = {
/** How many there are. */
entries: number,
/** How many things all of them together put into the trash. */
deletes: number,
/** How many entries of the record lose their content by them, at every desk and for good. */
empties: number,
/** How often they say what a desk is there for. */
roles: number,
/** The first of them that can be read; those that delete, empty or give a role before the others. */
shown: Array<SharingAsideEntry>, };
