import { BackendError } from "../../backend";
import type { RequestState } from "../../backend/bindings/schema";
import type { Move, RequestDetail } from "../../backend/bindings/types";
import { fieldText } from "../../errors";
import { m } from "../../paraglide/messages.js";
import { stateName } from "../../words";
import type { Glyph } from "../glyph";
import { stateIcon } from "./state_icon";

/** What the dialog of a move can still bring: a reason, or that the requester was told. */
const CAN_BE_GIVEN: readonly string[] = ["reason_missing", "requester_not_told"];

/** Why a request may not move there now, in words; undefined = it may, perhaps after a question. */
export function refusal(move: Move): string | undefined {
  const { refused } = move;
  if (refused === null || CAN_BE_GIVEN.includes(refused)) return undefined;
  return fieldText(new BackendError("move_refused", refused, null, refused));
}

/** Moves before which something is asked whatever stands: where to, what, and whether those who asked say that it holds. */
const ASKS: readonly RequestState[] = ["merged", "needs_clarifying", "verified"];

/** Whether something is asked before the move: most need nothing but the click. */
export const asksFirst = (move: Move): boolean => move.refused !== null || move.needs_reason || ASKS.includes(move.to);

/** A state as a choice; one that asks for more first says so by its dots, and a merge by what it asks. */
function choiceName(move: Move): string {
  if (refusal(move) !== undefined || !asksFirst(move)) return stateName[move.to]();
  return move.to === "merged" ? m.state_merged_into() : m.state_asks({ state: stateName[move.to]() });
}

/** All states, with the reason against those a request cannot move to, the one it is in among them: the menu of states. */
export const moveOptions = (
  request: RequestDetail,
): { value: RequestState; label: string; icon: Glyph; unavailable: string | undefined }[] =>
  request.moves.map((move) => ({ value: move.to, label: choiceName(move), icon: stateIcon[move.to], unavailable: refusal(move) }));
