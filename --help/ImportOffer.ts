// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { KeptMapping } from "./KeptMapping";
import type { RowsAre } from "./RowsAre";

/** What a picked file most likely is. */
export type ImportOffer = {
/** Its name. */
name: string,
/** It is a table set, or one file of one: there is nothing to match. */
tables: boolean,
/** It is a lossless archive, which an empty app alone takes. */
archive: boolean,
/** What its rows are. */
rows_are: RowsAre,
/** The preset that finds most of its columns. */
preset: string,
/** Its headings, in small letters. */
headings: Array<string>,
/** Every preset. */
presets: Array<string>,
/** Mappings kept for such files: those with the same headings first. */
kept: Array<KeptMapping>, };
