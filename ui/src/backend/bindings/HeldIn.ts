// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Things of one kind that hold a text. */
export type HeldIn = {
/** The kind. */
kind: string,
/** How many of them hold it, now or in an earlier version. */
things: number,
/** What the first of them are called now, where they are called anything. */
named: Array<string>, };
