// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** A change event in a month. */
export type ChangeMark = {
/** Which thing. */
id: Id,
/** Its day. */
on: string,
/** Its name. */
title: string, };
