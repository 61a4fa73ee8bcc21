// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** One thing that needs somebody. */
export type NeedItem = {
/** Which thing. */
id: Id,
/** `area`, `request` or `workaround`. */
kind: Kind,
/** Its name. */
title: string,
/** Days late, or days since; what the kind of need says. */
days: number | null,
/** The day it was due. */
on: string | null, };
