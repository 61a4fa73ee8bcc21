import CloudOff from "@lucide/svelte/icons/cloud-off";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import Clock from "@lucide/svelte/icons/clock";
import Database from "@lucide/svelte/icons/database";
import Download from "@lucide/svelte/icons/download";
import Eye from "@lucide/svelte/icons/eye";
import type { SharingTroubleKind, SharingView } from "../../backend/bindings/types";
import { dayAndTime, localDate, time } from "../../format/date";
import { count } from "../../format/number";
import { m } from "../../paraglide/messages.js";
import type { Glyph } from "../glyph";

/** How sharing stands, in one line with its sign. */
export interface Standing {
  icon: Glyph;
  said: string;
  /** Somebody may have to see to it. */
  trouble: boolean;
  /** The clinic's desks have gone to a database, and this one has not yet. */
  moved?: boolean;
  /** That somebody is whoever runs the server. */
  askKeeper?: boolean;
}

type Said = (words: { when: string }) => string;

/** What is the matter with a folder. */
const FOLDER: Partial<Record<SharingTroubleKind, Said>> = {
  not_there: m.sharing_away,
  not_writable: m.sharing_not_writable,
  disk_full: m.sharing_disk_full,
  newer: m.sharing_newer,
  no_key: m.sharing_no_key,
  key_changed: m.sharing_key_changed,
  keychain: m.sharing_keychain_away,
  keychain_lost: m.sharing_keychain_lost,
};

/** What is the matter with a database's server. */
const DATABASE: Partial<Record<SharingTroubleKind, Said>> = {
  not_there: m.sharing_server_away,
  disk_full: m.sharing_server_disk_full,
  newer: m.sharing_server_newer,
  no_key: m.sharing_server_no_key,
  key_changed: m.sharing_key_changed,
  keychain: m.sharing_keychain_away,
  keychain_lost: m.sharing_keychain_lost,
  not_trusted: m.sharing_server_not_trusted,
  not_let_in: m.sharing_server_not_let_in,
  revoked: m.sharing_server_revoked,
  not_begun: m.sharing_server_not_begun,
  no_access: m.sharing_server_no_access,
};

/** What only whoever runs the server can cure. */
const KEEPERS: readonly SharingTroubleKind[] = ["not_trusted", "not_let_in", "revoked", "not_begun", "no_access"];

/** How sharing stands; nothing while it is off. `recordHere`: whether the clinic's record has come to this desk. */
export function standingOf(view: SharingView | undefined, zone: string, today: string, recordHere = true): Standing | undefined {
  if (view === undefined || view.place === null) return undefined;
  // An exchange that brings much goes on, so whatever was the matter is over.
  if (view.coming !== null) {
    const { done, of } = view.coming;
    return { icon: Download, said: m.sharing_coming({ done: count(done), of: count(of) }), trouble: false };
  }
  if (view.trouble !== null) {
    const { kind, since } = view.trouble;
    const when = localDate(since, zone) === today ? time(since, zone) : dayAndTime(since, zone);
    const troubles = view.place.kind === "folder" ? FOLDER : DATABASE;
    const said = (troubles[kind] ?? m.sharing_other)({ when });
    return { icon: CloudOff, said, trouble: true, askKeeper: KEEPERS.includes(kind) };
  }
  if (view.moved_to !== null) return { icon: Database, said: m.sharing_moved_to(), trouble: true, moved: true };
  const aside = view.kept_aside.reduce((all, { entries }) => all + entries, 0);
  if (aside > 0) return { icon: CircleAlert, said: m.sharing_aside_count({ count: aside }), trouble: true };
  // What is written here waits for nothing: it stays.
  if (view.reads_only) return { icon: Eye, said: m.sharing_reads_only(), trouble: false };
  if (view.waiting === null) return { icon: Clock, said: m.sharing_not_met(), trouble: false };
  if (view.waiting > 0) return { icon: Clock, said: m.sharing_waiting({ count: view.waiting }), trouble: false };
  // Nothing waits here, and what it would be in step with is not here either.
  if (!recordHere) return { icon: Clock, said: m.sharing_nothing_came(), trouble: false };
  return { icon: CircleCheck, said: m.sharing_in_step(), trouble: false };
}
