// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Paper } from "./Paper";
import type { ReportFormat } from "./ReportFormat";
import type { ReportInput } from "./ReportInput";

/** Which report, for which paper. */
export type ReportFileInput = {
/** Which report. */
report: ReportInput,
/** US Letter if absent. */
paper?: Paper | null,
/** PDF if absent. */
format?: ReportFormat | null, };
