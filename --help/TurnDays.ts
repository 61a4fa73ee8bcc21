// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Calendar days it was each party's turn since it was asked, open time only. */
export type TurnDays = {
/** Ours. */
ours: number,
/** The vendor's. */
vendor: number,
/** Others'. */
others: number, };
