// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { PhiLevel } from "./PhiLevel";

/** A text that looks like patient data, by where it stands; it is never repeated itself. */
export type DoubtfulText = {
/** The kind of thing it is seen under, where that is known. */
kind: string | null,
/** Which thing. */
id: Id | null,
/** Its short id; empty if it has none. */
key: string,
/** In which field or column. */
field: string,
/** What it looks like, for the words of the screen. */
why: string,
/** What the guard would do about it if it were typed now. */
level: PhiLevel, };
