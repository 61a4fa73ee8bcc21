// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which desk is taken out. */
export type SharingTakeOutInput = {
/** Its mark. */
mark: string, };
