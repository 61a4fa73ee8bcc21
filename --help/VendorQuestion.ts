// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const vendorQuestionWords = [
  "changes",
  "misfit",
  "scope",
  "speed",
  "contact",
] as const;

export type VendorQuestion = (typeof vendorQuestionWords)[number];
