// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** No input. */
export type Nothing = Record<symbol, never>;
