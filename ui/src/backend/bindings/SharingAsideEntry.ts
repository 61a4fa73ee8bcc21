// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** An entry that is kept aside. */
export type SharingAsideEntry = {
/** When it says that it was written. */
at: number,
/** The kind of thing that it makes or changes; a newer version may know more of them. */
kind: string,
/** What that thing is called. */
text: string | null,
/** It puts the thing into the trash. */
deletes: boolean, };
