// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A chart as a file. */
export type ChartFile = {
/** What it might be called. */
name: string,
/** Its media type. */
mime: string,
/** Its bytes, base64. */
base64: string, };
