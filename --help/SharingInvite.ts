// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** An invitation of this desk, while it can be used. */
export type SharingInvite = {
/** The code in groups; `null` = there is none, or it is out of date. */
code: string | null,
/** Until when it can be used. */
until: number | null,
/** The four words that both desks show once the other one has answered. */
words: Array<string> | null,
/** More than one desk has used the code. */
used_twice: boolean,
/** The other desk has said that the words differ: the code that stood here opens nothing any more. */
ended_there: boolean, };
