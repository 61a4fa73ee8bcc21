// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Named } from "./Named";

/** A workaround among the costliest of a month. */
export type CostliestWorkaround = {
/** Which. */
item: Named,
/** Hours in the month. */
hours: number, };
