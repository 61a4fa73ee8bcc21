// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One line that was refused, or that is worth a look. */
export type RefusedLine = {
/** In which file. */
file: string,
/** On which line, the heading is line 1. */
line: number,
/** In which column. */
column: string | null,
/** Why, for the words of the screen. */
code: string,
/** Why, in English. */
reason: string,
/** What the words name: the word that is no choice, the lines that contradict each other. */
args: Array<string>, };
