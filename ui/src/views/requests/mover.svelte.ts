import { backend } from "../../backend";
import type { RequestState } from "../../backend/bindings/schema";
import type { RequestDetail } from "../../backend/bindings/types";
import { asksFirst, refusal } from "../../components/request/moves";
import { act } from "../../state/acts";

/** Moves a request to another state, asking first where something has to be said. */
export class Mover {
  /** The request the dialog is about. */
  request: RequestDetail | undefined = $state.raw();
  to: RequestState | undefined = $state();
  /** The dialog is open. */
  asking = $state(false);

  /** Moves it; a move that is not allowed does nothing. */
  async move(request: RequestDetail, to: RequestState): Promise<void> {
    const found = request.moves.find((candidate) => candidate.to === to);
    if (found === undefined || refusal(found) !== undefined) return;
    if (asksFirst(found)) {
      this.request = request;
      this.to = to;
      this.asking = true;
    } else {
      await act(backend.call("move_request", { id: request.row.id, state: to }));
    }
  }
}
