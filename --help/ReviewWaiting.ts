// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Open requests by whom they wait on. What nobody owns is not among them. */
export type ReviewWaiting = {
/** On us. */
ours: number,
/** On the vendor. */
vendor: number,
/** On somebody else. */
others: number,
/** On somebody to say that the fix holds. */
verify: number, };
