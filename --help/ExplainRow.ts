// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ExplainNote } from "./ExplainNote";
import type { ExplainRowKind } from "./ExplainRowKind";
import type { Id } from "./Id";

/** One row behind a figure. */
export type ExplainRow = {
/** What it is. */
kind: ExplainRowKind,
/** The thing to open; `null` for weeks, roles and tests. */
id: Id | null,
/** Its title; empty for weeks. */
title: string,
/** Number of the week. */
n: number | null,
/** What it adds above the line, in the figure's unit; `null` = not measured. */
part: number | null,
/** What it adds below the line, or the limit of a test. */
whole: number | null,
/** The day it happened, or the first of its days. */
on: string | null,
/** Why it counts as it does. */
note: ExplainNote | null, };
