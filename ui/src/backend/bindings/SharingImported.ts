// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Kind } from "./Kind";

/** What a file that was carried here brought. */
export type SharingImported = {
/** The file's name, never where it is. */
name: string,
/** How many entries it holds. */
entries: number,
/** Those that came and were not here before. */
new: number,
/** Those that were here before. */
known: number,
/** Those that are kept aside: nobody of the clinic vouches for them, or they cannot be read. */
aside: number,
/** The kinds of data that changed. */
changed: Kind[], };
