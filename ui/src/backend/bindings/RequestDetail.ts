// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Chase } from "./Chase";
import type { Clarifying } from "./Clarifying";
import type { ClockRow } from "./ClockRow";
import type { Comment } from "./Comment";
import type { ItemLink } from "./ItemLink";
import type { LinkedWorkaround } from "./LinkedWorkaround";
import type { MergedPromise } from "./MergedPromise";
import type { Move } from "./Move";
import type { Named } from "./Named";
import type { Promise } from "./Promise";
import type { RequestFact } from "./RequestFact";
import type { RequestKind } from "./RequestKind";
import type { RequestRow } from "./RequestRow";
import type { Route } from "./Route";
import type { StateChange } from "./StateChange";
import type { TurnDays } from "./TurnDays";
import type { Voice } from "./Voice";
import type { Who } from "./Who";

/** One request with everything that happened to it. */
export type RequestDetail = {
/** What the list shows. */
row: RequestRow,
/** What kind of change. */
kind: RequestKind,
/** Who is to make it. */
route: Route | null,
/** Its EHR system, if it names one. */
system: Named | null,
/** Who asked. */
requester: Who | null,
/** Who answers for it at the vendor. */
vendor_contact: Who | null,
/** The vendor's number for it. */
vendor_ref: string | null,
/** Noted as a safety item itself: what a form shows. */
own_safety: boolean,
/** Noted as asked for by a rule itself: what a form shows. */
own_regulatory: boolean,
/** Everything else, as written. */
detail: string | null,
/** When it was asked. */
opened_at: number | null,
/** When it was closed, if it is and somebody says when. */
closed_at: number | null,
/** What it went into, if it was merged. */
into: ItemLink | null,
/** What it went into lies in the trash: nobody finds either in a list. */
into_deleted: boolean,
/** What stands merged into it. */
merged: Array<ItemLink>,
/** What was asked back; `null` = nothing ever was. */
clarifying: Clarifying | null,
/** In the trash. */
deleted: boolean,
/** Its state changes, oldest first. */
states: Array<StateChange>,
/** Dated facts, oldest first. */
facts: Array<RequestFact>,
/** Promises, oldest first. */
promises: Array<Promise>,
/** What was promised for those that stand merged into it, or into what went into it: theirs, and changed there. */
merged_promises: Array<MergedPromise>,
/** Calls, mails and time on hold, oldest first. */
chases: Array<Chase>,
/** Promised and measured, per clock. */
clocks: Array<ClockRow>,
/** Days it was each party's turn; `null` where nobody says the day of one of its changes. */
turns: TurnDays | null,
/** Who said "me too". */
voices: Array<Voice>,
/** Who needs it through requests merged into it alone. */
through_merged: Array<Who>,
/** The workarounds it is meant to end. */
workarounds: Array<LinkedWorkaround>,
/** What people wrote under it. */
comments: Array<Comment>,
/** The moves from here: what may be done now, and what stands in the way of the rest. */
moves: Array<Move>,
/**
 * When the requester was last told what counts where it stands: since it was opened or reopened, and of its
 * delivery where it is delivered.
 */
told_at: number | null,
/** Whether a form may change it at this desk. */
may_edit: boolean, };
