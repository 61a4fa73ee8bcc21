// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";
import type { Label } from "./Label";

/** What every write answers, once it is durable. */
export type Saved = {
/** The thing that was made or changed, if it is one. */
id: Id | null,
/** Its key, if it has one. */
key: string | null,
/** What the toast says. */
label: Label,
/** The kinds of data that changed: only views of these refresh. */
changed: Kind[],
/** The act to give to `undo`; `null` where nothing changed. */
act: string | null,
/** Undo and redo: fields somebody changed since, which were left alone. */
left_alone: number, };
