// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Hours by break. Only hours add. */
export type BreakHours = {
/** Workflow drift. */
drift: number,
/** Reporting blind spots. */
reporting: number,
/** Support friction, chases included. */
support: number,
/** Staff burnout. */
burnout: number,
/** The four together. */
all: number,
/** Of them timed, not guessed. */
timed: number, };
