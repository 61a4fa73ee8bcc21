// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** One test of the phase rule. */
export type PhaseTest = {
/** Its name, a code of the catalogue. */
test: string,
/** What the log gives; `null` = not measured. */
value: number | null,
/** The threshold. */
limit: number,
/** Whether it is met; unmeasured is not met. */
met: boolean, };
