// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What sits in areas nobody owns. */
export type Unowned = {
/** Their names. */
areas: Array<string>,
/** Open requests in them. */
open_requests: number,
/** Safety items among them. */
safety: number,
/** Hours a month; `null` = not measured. */
hours_a_month: number | null, };
