// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Document } from "./Document";

/** The recovery sheet that stands on the screen, to be printed. */
export type SharingSheet = {
/** What stands on it; `null` = none is shown. */
document: Document | null, };
