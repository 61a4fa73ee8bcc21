// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

export const areaRouteWords = [
  "in_house",
  "vendor",
  "consultant",
  "nobody",
] as const;

export type AreaRoute = (typeof areaRouteWords)[number];
