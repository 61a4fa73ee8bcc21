// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One group of a list. */
export type Group = {
/** What its rows have in `group`. */
key: string,
/** The name behind an identity (an area, an owner); `null` where `key` is a word of the catalogue. */
name: string | null,
/** How many rows it holds. */
count: number,
/** How many of them are past their first promise. */
late: number, };
