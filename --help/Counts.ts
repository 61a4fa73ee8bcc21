// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Figures beside the views' names. */
export type Counts = {
/** Open requests. */
requests_open: number,
/** Workarounds in use. */
workarounds_active: number,
/** Areas nobody owns: an alarm. */
areas_unowned: number, };
