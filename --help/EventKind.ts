// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const eventKindWords = [
  "staff",
  "service",
  "volume",
  "regulation",
  "upgrade",
  "contract",
  "replacement",
  "module_go_live",
] as const;

export type EventKind = (typeof eventKindWords)[number];
