// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Language } from "./Language";
import type { Paper } from "./Paper";

/** In which words a recovery sheet is wanted. */
export type SharingSheetInput = {
/** English if absent. */
language?: Language | null,
/** US Letter if absent; only a file is of a paper. */
paper?: Paper | null, };
