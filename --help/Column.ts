// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Rect } from "./Rect";

/** The place of something in the picture that can be read by itself. */
export type Column = {
/** Number of the month, week, row or mark. */
n: number,
/** Its whole slot, for pointer and focus. */
slot: Rect, };
