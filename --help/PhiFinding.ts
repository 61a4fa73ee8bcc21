// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { PhiLevel } from "./PhiLevel";

/** A place that looks like a patient's data. The text itself is never repeated. */
export type PhiFinding = {
/** What it looks like, a code of the catalogue. */
kind: string,
/** What the guard does about it. */
level: PhiLevel,
/** Where it begins, in UTF-16 units. */
start: number,
/** Where it ends (exclusive), in UTF-16 units. */
end: number, };
