// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { BackupStanding } from "./BackupStanding";
import type { Better } from "./Better";
import type { ChartPicture } from "./ChartPicture";
import type { Need } from "./Need";
import type { Phase } from "./Phase";
import type { SinceGoLive } from "./SinceGoLive";
import type { TodayHours } from "./TodayHours";
import type { Upcoming } from "./Upcoming";
import type { Week } from "./Week";

/** Everything on Today. */
export type TodayView = {
/** Today in the clinic's zone. */
today: string,
/** Where today stands since go-live; `null` before it. */
since_go_live: SinceGoLive | null,
/** Hours lost; `null` before go-live. */
hours: TodayHours | null,
/** Hours lost by month, small; `null` where there is nothing to draw. */
chart: ChartPicture | null,
/** Names of the changes that the chart marks by number, from 1 on; empty where it names them itself. */
numbered: Array<string>,
/** The clinic's phase from its own data; `null` before go-live. */
phase: Phase | null,
/** What needs somebody: alarms first, then what holds the oldest, then what is still to come. */
needs: Array<Need>,
/** This go-live week. */
week: Week,
/** What comes due in the next ten days, by date. */
next: Array<Upcoming>,
/** What was verified or ended in the last two weeks, newest first. */
better: Array<Better>,
/** Whether somebody has to see to the backups. */
backup: BackupStanding, };
