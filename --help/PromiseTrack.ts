// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The promised fix of a request (DOMAIN §5: measured against the original). */
export type PromiseTrack = {
/** The first date given. */
first_due: string,
/** The date given last. */
latest_due: string,
/** How often a later date replaced an earlier one. */
slips: number,
/** Days past the first date today, while it waits on the vendor; `null` = not late. */
late_days: number | null, };
