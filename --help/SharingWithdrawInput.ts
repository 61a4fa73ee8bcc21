// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which recovery sheet is withdrawn. */
export type SharingWithdrawInput = {
/** The mark that is printed on it. */
mark: string, };
