// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Document } from "./Document";
import type { ReportMonth } from "./ReportMonth";

/** A report for the screen. */
export type ReportView = {
/** What it says. */
document: Document,
/** The month it speaks of; `null` = none. */
month: number | null,
/** The months there are, oldest first. */
months: Array<ReportMonth>, };
