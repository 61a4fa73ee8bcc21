// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The state digest: equal digests, equal records. */
export type Digest = {
/** Hexadecimal. */
digest: string, };
