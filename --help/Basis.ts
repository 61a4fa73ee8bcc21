// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const basisWords = [
  "timed",
  "guessed",
] as const;

export type Basis = (typeof basisWords)[number];
