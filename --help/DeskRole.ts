// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const deskRoleWords = [
  "manager",
  "provider",
  "reader",
] as const;

export type DeskRole = (typeof deskRoleWords)[number];
