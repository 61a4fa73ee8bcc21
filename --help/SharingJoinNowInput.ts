// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** How a clinic is joined whose invitation was answered. */
export type SharingJoinNowInput = {
/** What this desk is called, as somebody has seen it; absent or empty says nothing of it. */
name?: string | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
