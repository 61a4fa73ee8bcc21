// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Which month is gone through. */
export type ReviewInput = {
/** The EHR system; the one live today if absent. */
system?: Id | null,
/** The go-live month; the last whole one if absent. */
month?: number | null, };
