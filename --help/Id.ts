// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The identity of a thing: a request, an area, a person. */
export type Id = string;
