// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The month gone through. */
export type ReviewMonth = {
/** Its number since go-live. */
n: number,
/** Its first day. */
from: string,
/** Its last day. */
last: string,
/** It is not over. */
partial: boolean, };
