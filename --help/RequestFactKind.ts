// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const requestFactKindWords = [
  "first_response",
  "workaround_offered",
  "told_requester",
] as const;

export type RequestFactKind = (typeof requestFactKindWords)[number];
