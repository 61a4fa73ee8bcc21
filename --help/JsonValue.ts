// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Any JSON. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | JsonValue[]
  | { [key: string]: JsonValue };
