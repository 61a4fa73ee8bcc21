// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Whose vendor is looked at, and as of when. */
export type VendorInput = {
/** The system; the one in use if absent. */
system?: Id | null,
/** The day; today if absent. */
as_of?: string | null, };
