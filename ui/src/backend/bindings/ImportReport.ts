// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ImportCorrection } from "./ImportCorrection";
import type { ImportFile } from "./ImportFile";
import type { ImportReadAs } from "./ImportReadAs";
import type { ImportSeen } from "./ImportSeen";
import type { ImportTarget } from "./ImportTarget";
import type { ImportUnknownPeople } from "./ImportUnknownPeople";
import type { RefusedLine } from "./RefusedLine";
import type { Saved } from "./Saved";

/** What an import would do, or did. */
export type ImportReport = {
/** Rows read, per file. */
files: Array<ImportFile>,
/** Files that are not part of it. */
ignored_files: Array<string>,
/** Lines refused, the first 1,000 of them. */
refused: Array<RefusedLine>,
/** How many were refused in all. With any, nothing is imported, unless they are to be left out. */
refused_count: number,
/** How many lines have anything refused in them. */
refused_lines: number,
/** Whether everything else could be imported with those lines left out. */
can_leave_out: boolean,
/** Lines taken, but worth a look, the first 1,000 of them. */
notes: Array<RefusedLine>,
/** How many are worth a look in all. */
notes_count: number,
/**
 * Values that somebody set by hand since an import, where the file says another, the first 1,000 of them. They are
 * kept, unless the file's were asked for.
 */
corrections: Array<ImportCorrection>,
/** How many such values in all. */
corrections_count: number,
/** In how many lines. */
corrections_lines: number,
/** Areas that are made because rows name them, without an owner. */
new_areas: Array<string>,
/** People whom rows name and nobody has written down: their names come in as text. */
unknown_people: ImportUnknownPeople,
/**
 * Rows that bring a request into a state that is done and say no day: it counts as done, and no time is measured to that.
 * Those that stand so already are not counted again.
 */
undated_lines: number,
/** How another program's file was understood. */
read_as: ImportReadAs | null,
/** What another program's file holds. */
seen: ImportSeen | null,
/** What its columns can be matched with. */
targets: Array<ImportTarget>,
/** What was saved; `null` in a preview, or where anything was refused. */
saved: Saved | null, };
