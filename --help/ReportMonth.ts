// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A month that can be reported. */
export type ReportMonth = {
/** Its number since go-live. */
n: number,
/** Its first day. */
from: string,
/** It is not over. */
partial: boolean, };
