// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** An entry that is kept aside. */
export type SharingAsideEntry = {
/** When it says that it was written. */
at: number,
/**
 * The kind of thing that it makes or changes, of one where it is about several; a newer version may know more of them.
 * `null` = it only takes content out.
 */
kind: string | null,
/** What that thing is called; a desk by its mark. */
text: string | null,
/** What it says that this desk is there for; a newer version may know more words. */
role: string | null,
/** What it says that this desk is called; empty = it takes its name away. */
desk_name: string | null,
/** How many things it makes or changes. */
things: number,
/** How many of them it puts into the trash. */
deletes: number,
/** How many entries of the record lose their content by it, at every desk and for good. */
empties: number, };
