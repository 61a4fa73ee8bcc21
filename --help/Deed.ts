// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const deedWords = [
  "look",
  "this_computer",
  "connect",
  "log",
  "say",
  "own",
  "take_back",
  "triage",
  "owners",
  "register",
  "vendor",
  "settings",
  "bulk",
  "import",
  "redact",
  "restore",
  "share",
] as const;

export type Deed = (typeof deedWords)[number];
