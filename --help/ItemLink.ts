// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Another request or workaround, by name. */
export type ItemLink = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** Its title. */
title: string, };
