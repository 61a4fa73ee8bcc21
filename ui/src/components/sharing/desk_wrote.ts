import type { SharingDesk } from "../../backend/bindings/types";
import { dayAndTime } from "../../format/date";
import { m } from "../../paraglide/messages.js";

/** By whom people know a desk: who wrote there last and when, with which version. */
export function deskWrote({ by, wrote_at, version, role }: SharingDesk, zone: string): string {
  // What comes of a desk that only reads is what it says of itself: nobody wrote there.
  if (role === "reader") return version === null ? "" : m.sharing_version({ version });
  if (wrote_at === null) return m.sharing_wrote_never();
  const date = dayAndTime(wrote_at, zone);
  const last = by === null ? m.sharing_wrote({ date }) : m.sharing_wrote_by({ name: by, date });
  return version === null ? last : `${last}, ${m.sharing_version({ version })}`;
}
