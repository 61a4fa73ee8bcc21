// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Versions and sizes: enough to tell one trouble from another, and no word of the clinic's. */
export type Diagnostics = {
/** The program's version. */
version: string,
/** The version of SQLite inside it. */
sqlite: string,
/** `windows`, `macos` or `linux`. */
os: string,
/** The processor's family, such as `x86_64`. */
arch: string,
/** Size of the database file in bytes; `null` where it cannot be read. */
database_bytes: number | null,
/** Ops in the log. */
ops: number,
/** The database is the sample clinic's. */
sample: boolean,
/** When the newest backup was written; `null` if there is none. */
backed_up_at: number | null, };
