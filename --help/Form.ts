// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const formWords = [
  "sequence",
  "data_entry",
  "outside",
] as const;

export type Form = (typeof formWords)[number];
