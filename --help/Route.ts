// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const routeWords = [
  "in_house",
  "vendor",
  "training",
  "policy",
  "consultant",
] as const;

export type Route = (typeof routeWords)[number];
