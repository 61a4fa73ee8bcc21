// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ImportOutcome } from "./ImportOutcome";

/** One row as it will become. */
export type ImportRow = {
/** The line it begins on. */
line: number,
/** What comes of it. */
outcome: ImportOutcome,
/** Our fields with what they will say. */
cells: { [key in string]: string }, };
