// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** How a file was understood. */
export type ImportReadAs = {
/** Its encoding. */
encoding: string,
/** What stands between its cells. */
delimiter: string,
/** The order of day, month and year by field: `ymd`, `dmy` or `mdy`. */
dates: { [key in string]: string }, };
