// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What a desk is to be called. */
export type SharingNameInput = {
/** Its mark. */
mark: string,
/** The name; absent or empty takes it away. */
name?: string | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
