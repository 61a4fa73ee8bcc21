// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { System } from "./System";

/** An earlier system's hours, on its own axis. */
export type EarlierSystem = {
/** Which. */
system: System,
/** Hours (or hours per FTE) of month 1, 2, …; `null` = not measured. */
hours: Array<number | null>, };
