import BadgeCheck from "@lucide/svelte/icons/badge-check";
import Ban from "@lucide/svelte/icons/ban";
import CircleDot from "@lucide/svelte/icons/circle-dot";
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import Hourglass from "@lucide/svelte/icons/hourglass";
import Inbox from "@lucide/svelte/icons/inbox";
import ListChecks from "@lucide/svelte/icons/list-checks";
import Merge from "@lucide/svelte/icons/merge";
import PackageCheck from "@lucide/svelte/icons/package-check";
import RotateCcw from "@lucide/svelte/icons/rotate-ccw";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import Undo from "@lucide/svelte/icons/undo-2";
import Users from "@lucide/svelte/icons/users";
import type { RequestState } from "../../backend/bindings/schema";
import type { Turn } from "../../backend/bindings/types";
import type { Glyph } from "../glyph";

/** One meaning each. */
export const stateIcon: Record<RequestState, Glyph> = {
  new: Inbox,
  needs_clarifying: CircleQuestionMark,
  triaged: ListChecks,
  in_progress: CircleDot,
  waiting_vendor: Hourglass,
  waiting_others: Users,
  delivered: PackageCheck,
  verified: BadgeCheck,
  declined_clinic: Ban,
  declined_vendor: Ban,
  withdrawn: Undo,
  merged: Merge,
  reopened: RotateCcw,
};

export const turnIcon: Record<Turn, Glyph> = {
  nobody: TriangleAlert,
  vendor: Hourglass,
  ours: CircleDot,
  others: Users,
  verify: PackageCheck,
  closed: BadgeCheck,
};
