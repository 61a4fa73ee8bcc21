// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Who } from "./Who";

/** It happened again. */
export type Occurrence = {
/** Which thing. */
id: Id,
/** When. */
at: number,
/** Who, if they said so. */
person: Who | null,
/** Minutes of each; `null` = not timed. */
minutes: number | null,
/** How many times. */
count: number,
/** Whether this desk may change it. */
may_edit: boolean, };
