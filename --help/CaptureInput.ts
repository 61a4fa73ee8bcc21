// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A line of quick capture. */
export type CaptureInput = {
/** As typed. */
text: string,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
