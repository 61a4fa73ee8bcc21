// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A report as a file. */
export type ReportFile = {
/** What it might be called. */
name: string,
/** Its media type. */
mime: string,
/** Its bytes, base64. */
base64: string,
/** What the patient-data guard warned about. */
warnings: Array<string>, };
