// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const effectWords = [
  "better",
  "worse",
  "none",
  "unknown",
] as const;

export type Effect = (typeof effectWords)[number];
