// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** The area a line names. */
export type CaptureArea = {
/** The area; `null` = it will be made, without an owner. */
id: Id | null,
/** Its name. */
name: string, };
