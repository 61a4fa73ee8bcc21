// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What is looked for. */
export type SearchInput = {
/** Words, or beginnings of words; all have to be there. */
text: string,
/** Most hits wanted, at most 50; 20 if absent. */
limit?: number | null, };
