// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which areas. */
export type AreaListInput = {
/** Only those nobody owns. */
unowned?: boolean | null,
/** Only those due to be gone through again. */
due?: boolean | null, };
