// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Whether the database is sound. */
export type VerifyReport = {
/** Nothing was found. */
sound: boolean,
/** Ops whose hashes and chain were checked. */
ops: number,
/** What was found wrong, in words. */
problems: Array<string>, };
