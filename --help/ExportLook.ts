// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { DoubtfulText } from "./DoubtfulText";

/** Texts that look like patient data among what is about to leave. */
export type ExportLook = {
/** How many there are. */
count: number,
/** The first 50 of them. */
texts: Array<DoubtfulText>, };
