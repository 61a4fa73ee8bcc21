// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Clinic } from "./Clinic";
import type { Counts } from "./Counts";
import type { Deed } from "./Deed";
import type { DeskRole } from "./DeskRole";
import type { Id } from "./Id";
import type { Label } from "./Label";
import type { SinceGoLive } from "./SinceGoLive";
import type { System } from "./System";
import type { Threshold } from "./Threshold";
import type { Who } from "./Who";

/** What the frame of the main window shows, and what decides which view comes first. */
export type AppState = {
/** The program's version. */
version: string,
/** The clinic; `null` before the first run is answered. */
clinic: Clinic | null,
/** EHR systems, newest go-live first. */
systems: Array<System>,
/** The system live today (DOMAIN, A6). */
current_system: Id | null,
/** Today in the clinic's zone; in the computer's zone before there is a clinic. */
today: string,
/** Where today stands on the current system's axis; `null` before go-live. */
since_go_live: SinceGoLive | null,
/** Figures beside the views' names. */
counts: Counts,
/** What Undo would take back. */
undo: Label | null,
/** What Redo would do again. */
redo: Label | null,
/** What this desk is there for; a desk alone is a manager's. */
role: DeskRole,
/** What is not done at this desk, so that nobody is offered it. */
may_not: Array<Deed>,
/** When the newest backup was written; `null` if there is none. */
backed_up_at: number | null,
/** Who is at this desk, if somebody said so. */
desk: Who | null,
/** The clinic's own thresholds with the usual ones: sentences that name one read it here. */
thresholds: Array<Threshold>,
/** The computer's IANA time zone: what the first run proposes. */
computer_zone: string, };
