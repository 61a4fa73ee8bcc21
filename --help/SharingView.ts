// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { SharingAside } from "./SharingAside";
import type { SharingComing } from "./SharingComing";
import type { SharingDesk } from "./SharingDesk";
import type { SharingKeyPlace } from "./SharingKeyPlace";
import type { SharingPlace } from "./SharingPlace";
import type { SharingSheetMade } from "./SharingSheetMade";
import type { SharingTrouble } from "./SharingTrouble";

/** How sharing stands at this desk. */
export type SharingView = {
/** The sample clinic is open: it is made up and never shared. */
sample: boolean,
/** By what this desk shares; `null` = sharing is off. */
place: SharingPlace | null,
/** Sharing is off, and this desk shared this clinic before: it still has the key. */
shared_before: boolean,
/** The last time that everything went to and fro; `null` = not yet. */
met_at: number | null,
/** How many changes made here are not known to be there yet; `null` before the first exchange. */
waiting: number | null,
/** How many desks' changes lie there and cannot be read yet: half of a file has come so far. */
unreadable: number,
/** An exchange that brings many entries goes on now; `null` where none does, or it brings few. */
coming: SharingComing | null,
/** Why exchanges do not work now. */
trouble: SharingTrouble | null,
/**
 * The server of the database to which another desk moved this clinic while this one still meets in the folder;
 * `null` where none did.
 */
moved_to: string | null,
/** This desk may only read at the server, as the last exchange found: what is written here stays here. */
reads_only: boolean,
/** The desks that were heard of, this one first, then who wrote last. */
desks: Array<SharingDesk>,
/** Where this desk's key is kept; `null` = sharing is off, or there is none. */
key: SharingKeyPlace | null,
/** The recovery sheets that this desk knows of and that were not withdrawn, oldest first. */
sheets: Array<SharingSheetMade>,
/** Entries that came and that nobody of the clinic vouches for, by the desk that they say they are of. */
kept_aside: Array<SharingAside>,
/**
 * What this desk could be called, as its computer is; `null` = it has a name, may not say one, or the system tells none.
 * Nothing is written of it before somebody has seen it in a field.
 */
proposed_name: string | null, };
