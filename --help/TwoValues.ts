// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";
import type { OneValue } from "./OneValue";

/** A field that two people changed without seeing each other's change. */
export type TwoValues = {
/** The thing. */
id: Id,
/** Its kind. */
kind: Kind,
/** The field. */
field: string,
/** How to show the values, as in history. */
shown_as: string,
/** What it is called where it is looked for: the thing itself, or what it hangs on. */
title: string,
/** The values, the one that counts first. */
values: Array<OneValue>, };
