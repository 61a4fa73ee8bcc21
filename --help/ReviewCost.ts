// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Hours lost in the month. */
export type ReviewCost = {
/** Workflow drift; as each break `null` where nobody measured any of what was in use. */
drift: number | null,
/** Reporting blind spots. */
reporting: number | null,
/** Support friction. */
support: number | null,
/** Staff burnout. */
burnout: number | null,
/** All of them. */
all: number,
/** Those that rest on a clock. */
timed: number,
/** Per full-time equivalent; `null` without staffing. */
per_fte: number | null,
/** All hours of the month before, where both are whole and measured. */
before: number | null, };
