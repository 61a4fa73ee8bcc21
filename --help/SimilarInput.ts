// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What quick capture offers as a repeat. */
export type SimilarInput = {
/** The line as typed, tokens included. */
text: string,
/** Most items wanted, at most 5; 2 if absent. */
limit?: number | null, };
