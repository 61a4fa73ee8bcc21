// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** One thing found. */
export type SearchHit = {
/** Which thing to open: for a comment, what it was written under. */
id: Id,
/** Its kind. */
kind: Kind,
/** The clinic's own short id, where it has one. */
key: string | null,
/** Its title or name. */
title: string,
/** Whether it is closed, retired or gone. */
closed: boolean, };
