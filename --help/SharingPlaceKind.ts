// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** By what kind of thing desks share. */
export type SharingPlaceKind = "folder" | "database";
