// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { JsonValue } from "./JsonValue";
import type { RowsAre } from "./RowsAre";

/** A file or folder to be read. The path comes from a file dialog that the shell opened, never from a page. */
export type ImportInput = {
/** A folder, a .zip or a single CSV. */
path: string,
/** For a CSV of another program: what its rows are. The table set if absent. */
rows_are?: RowsAre | null,
/**
 * For a CSV of another program: which of its columns is what, as the CLI's `--map` takes it, or the name of
 * a preset; the one that finds most of the columns if absent.
 */
map?: JsonValue | null,
/** Leave out lines with something wrong instead of importing nothing. */
leave_out?: boolean | null,
/** Take the file's value where somebody set another by hand since an import; that one is kept if absent. */
take_corrected?: boolean | null, };
