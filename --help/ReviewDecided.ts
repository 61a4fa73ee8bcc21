// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What was decided in a month. */
export type ReviewDecided = {
/** Workarounds accepted by a named person. */
accepted: number,
/** Requests declined, by the clinic or by the vendor. */
declined: number,
/** Requests verified. */
verified: number,
/** Changes made in the EHR. */
changes: number, };
