// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The database that a restore replaced; it lies beside the present one. */
export type ReplacedDatabase = {
/** When. */
at: number,
/** Its file's name. */
name: string, };
