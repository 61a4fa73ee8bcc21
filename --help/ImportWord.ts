// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One of their words. */
export type ImportWord = {
/** As it stands in the file. */
theirs: string,
/** What it becomes; empty for left out. */
ours: string,
/** In how many rows. */
count: number, };
