// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const breakWords = [
  "drift",
  "reporting",
  "support",
  "burnout",
] as const;

export type Break = (typeof breakWords)[number];
