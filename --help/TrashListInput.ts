// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Which page of the trash. */
export type TrashListInput = {
/** Only what holds each of these words in its title or key. */
text?: string | null,
/** The `next` of the page before. */
cursor?: string | null,
/** Rows wanted, at most 200; 200 if absent. */
limit?: number | null, };
