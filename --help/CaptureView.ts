// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { CaptureArea } from "./CaptureArea";
import type { CaptureProblem } from "./CaptureProblem";
import type { CaptureToken } from "./CaptureToken";
import type { PhiFinding } from "./PhiFinding";
import type { Who } from "./Who";

/** The line as it is understood. */
export type CaptureView = {
/** The tokens in the line. */
tokens: Array<CaptureToken>,
/** The line without its tokens. */
title: string,
/** Becomes a request instead of a workaround. */
is_request: boolean,
/** Its area, if one is named. */
area: CaptureArea | null,
/** Who is to own it, if somebody is named. */
owner: Who | null,
/** Minutes, if timed. */
minutes: number | null,
/** How many times; 1 if not said. */
times: number,
/** Safety item. */
safety: boolean,
/** What keeps it from being saved. */
problems: Array<CaptureProblem>,
/** What looks like a patient's data. */
findings: Array<PhiFinding>, };
