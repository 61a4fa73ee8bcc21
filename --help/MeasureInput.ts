// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which figures. */
export type MeasureInput = {
/** Only this system, by its key. */
system?: string | null,
/** Last measured day; today if absent. */
as_of?: string | null, };
