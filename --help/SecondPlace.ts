// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Another drive, stick or share that gets each copy, too. */
export type SecondPlace = {
/** The last part of its path. */
name: string,
/** Its newest copy; `null` if there is none, or it is not there now. */
newest_at: number | null,
/** Whether it can be reached now. */
is_there: boolean, };
