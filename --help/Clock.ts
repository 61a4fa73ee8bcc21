// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const clockWords = [
  "response",
  "workaround",
  "fix",
  "delivery",
] as const;

export type Clock = (typeof clockWords)[number];
