// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const requestKindWords = [
  "workflow",
  "template",
  "visibility",
  "edge_case",
  "adapt",
  "remove",
] as const;

export type RequestKind = (typeof requestKindWords)[number];
