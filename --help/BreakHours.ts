// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Hours by break, `null` where nobody measured any of what was in use. Only hours add. */
export type BreakHours = {
/** Workflow drift. */
drift: number | null,
/** Reporting blind spots. */
reporting: number | null,
/** Support friction, chases included. */
support: number | null,
/** Staff burnout. */
burnout: number | null,
/** The four together. */
all: number,
/** Of them timed, not guessed. */
timed: number, };
