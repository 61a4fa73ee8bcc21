// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const requestStateWords = [
  "new",
  "needs_clarifying",
  "triaged",
  "in_progress",
  "waiting_vendor",
  "waiting_others",
  "delivered",
  "verified",
  "declined_clinic",
  "declined_vendor",
  "withdrawn",
  "merged",
  "reopened",
] as const;

export type RequestState = (typeof requestStateWords)[number];
