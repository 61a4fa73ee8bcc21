import { backend } from "../../backend";
import type { RequestState } from "../../backend/bindings/schema";
import type { RequestDetail, Saved } from "../../backend/bindings/types";
import { asksFirst, refusal } from "../../components/request/moves";
import { act } from "../../state/acts";
import { toasts } from "../../state/toasts.svelte";

/** Moves a request to another state, asking first where something has to be said. */
export class Mover {
  /** The request the dialog is about. */
  request: RequestDetail | undefined = $state.raw();
  to: RequestState | undefined = $state();
  /** The dialog is open. */
  asking = $state(false);

  /**
   * Moves it. Null when nothing was sent: something is asked first, or the move is not allowed from where it stands,
   * which is said where there is a reason.
   */
  move(request: RequestDetail, to: RequestState): Promise<Saved | null> | null {
    const found = request.moves.find((candidate) => candidate.to === to);
    if (found === undefined) return null;
    const why = refusal(found);
    if (why !== undefined) {
      toasts.show(why);
      return null;
    }
    if (!asksFirst(found)) return act(backend.call("move_request", { id: request.row.id, state: to }));
    this.request = request;
    this.to = to;
    this.asking = true;
    return null;
  }
}
