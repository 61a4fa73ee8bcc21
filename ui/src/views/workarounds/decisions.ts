import type { LinkedRequest, Stage } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";
import { fixedBy } from "./fixed_by";

/** What can be decided about a workaround, as its state is chosen. */
interface Decide {
  accept: () => void;
  end: () => void;
  backInUse: () => void;
}

/** What can be decided about a workaround where it stands, for the list of its stages. */
export const decisions = (
  { stage, requests }: { stage: Stage; requests: readonly LinkedRequest[] },
  { accept, end, backInUse }: Decide,
): { value: () => void; label: string }[] =>
  stage === "retired"
    ? [{ value: backInUse, label: m.workaround_reopen() }]
    : [
        { value: accept, label: stage === "accepted" ? m.workaround_accept_again() : m.workaround_accept() },
        { value: end, label: fixedBy(requests) === undefined ? m.workaround_ended() : m.stopped() },
      ];
