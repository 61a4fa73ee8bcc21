// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** One thing in the trash. */
export type TrashItem = {
/** Which thing. */
id: Id,
/** Its kind. */
kind: Kind,
/** The clinic's own short id, where it has one. */
key: string | null,
/** Its title or name. */
title: string,
/** When it was put there; `null` if it came so. */
deleted_at: number | null, };
