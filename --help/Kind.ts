// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const kindWords = [
  "clinic",
  "site",
  "system",
  "person",
  "fte",
  "area",
  "workaround",
  "estimate",
  "occurrence",
  "request",
  "request_state",
  "request_fact",
  "link",
  "promise",
  "chase",
  "voice",
  "question",
  "answer",
  "shadow_record",
  "pulse",
  "event",
  "config_change",
  "comment",
  "vendor_answer",
  "candidate",
  "candidate_answer",
  "question_weight",
  "desk",
] as const;

export type Kind = (typeof kindWords)[number];
