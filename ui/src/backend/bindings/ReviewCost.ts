// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Hours lost in the month. */
export type ReviewCost = {
/** Workflow drift. */
drift: number,
/** Reporting blind spots. */
reporting: number,
/** Support friction. */
support: number,
/** Staff burnout. */
burnout: number,
/** All of them. */
all: number,
/** Those that rest on a clock. */
timed: number,
/** Per full-time equivalent; `null` without staffing. */
per_fte: number | null,
/** All hours of the month before, where both are whole and measured. */
before: number | null, };
