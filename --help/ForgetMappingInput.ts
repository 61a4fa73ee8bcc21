// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A mapping to forget. */
export type ForgetMappingInput = {
/** Its name. */
name: string, };
