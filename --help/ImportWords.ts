// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ImportWord } from "./ImportWord";

/** The words of one field. */
export type ImportWords = {
/** Our field. */
field: string,
/** Their words, the most frequent first. */
words: Array<ImportWord>,
/** There are more than are listed. */
more: boolean, };
