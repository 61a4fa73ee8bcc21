// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A desk that was heard of. */
export type SharingDesk = {
/** A few signs that tell desks apart. */
mark: string,
/** Whether it is this one. */
this: boolean,
/** When somebody wrote something there last, by its own clock. */
wrote_at: number,
/** Who did; `null` where nobody had said who is at the desk. */
by: string | null,
/** The version of the program there. */
version: string, };
