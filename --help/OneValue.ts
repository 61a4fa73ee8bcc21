// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One of the values. */
export type OneValue = {
/** The op that wrote it: what to keep is said by it. */
op: string,
/** The value in words, with names for references; `null` = taken out. */
value: string | null,
/** Who wrote it, as far as known. */
by: string,
/** A few signs that tell its desk from the other. */
desk: string,
/** When, by the clock of that desk. */
at: number, };
