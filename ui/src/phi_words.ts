import { namesOf } from "./format/names";
import { sentence } from "./labels";
import { m } from "./paraglide/messages.js";

/** What a text that is not saved, or not before somebody has looked, looks like; each kind once, in the order of the text. */
function said(kinds: readonly string[], prefix: string, several: (inputs: { kinds: string }) => string): string {
  const each = [...new Set(kinds)];
  if (each.length === 1) return sentence({ code: each[0] ?? "", args: [] }, prefix);
  return several({ kinds: namesOf(each.map((code) => sentence({ code, args: [] }, "phi_kind"))) });
}

/** Why a text is not saved: every kind of patient data in it, so that nobody takes them out one after another. Never the match. */
export const blockedWords = (kinds: readonly string[]): string => said(kinds, "capture_blocked", m.phi_blocked_several);

/** What somebody has to look at before a text is saved. */
export const warnedWords = (kinds: readonly string[]): string => said(kinds, "capture_warned", m.phi_warned_several);
