// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const rationaleWords = [
  "knowledge",
  "memory_aid",
  "awareness",
  "social_norm",
  "trust",
  "usability",
  "technical",
  "data_presentation",
  "specificity",
  "integration",
  "enforced_action",
  "data_quality",
  "interoperability",
] as const;

export type Rationale = (typeof rationaleWords)[number];
