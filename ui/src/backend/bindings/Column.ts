// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Rect } from "./Rect";

/** A month's place in the picture. */
export type Column = {
/** Number of the month. */
n: number,
/** Its whole slot, for pointer and focus. */
slot: Rect, };
