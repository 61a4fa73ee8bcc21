// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Keeps one of the values. */
export type SettleTwoValuesInput = {
/** The thing. */
id: Id,
/** The field. */
field: string,
/** The op that wrote the value to keep. */
keep: string, };
