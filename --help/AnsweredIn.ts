// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const answeredInWords = [
  "ehr",
  "shadow",
  "none",
] as const;

export type AnsweredIn = (typeof answeredInWords)[number];
