import type { WorkaroundDetail } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";

/** What can be decided about a workaround, as its state is chosen. */
interface Decide {
  accept: () => void;
  end: () => void;
  backInUse: () => void;
}

/** What can be decided about a workaround where it stands, for the list of its stages. */
export const decisions = (
  { row: { stage }, delivered }: Pick<WorkaroundDetail, "row" | "delivered">,
  { accept, end, backInUse }: Decide,
): { value: () => void; label: string }[] =>
  stage === "retired"
    ? [{ value: backInUse, label: m.workaround_reopen() }]
    : [
        { value: accept, label: stage === "accepted" ? m.workaround_accept_again() : m.workaround_accept() },
        { value: end, label: delivered === null ? m.workaround_ended() : m.stopped() },
      ];
