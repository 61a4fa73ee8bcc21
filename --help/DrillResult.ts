// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What trying a copy out has shown. */
export type DrillResult = {
/** When. */
at: number,
/** Which copy. */
name: string,
/** It can be relied on. */
sound: boolean,
/** Acts' records in it whose chain was followed. */
ops: number,
/** The state digest it gave. */
digest: string, };
