import type { RequestState } from "../../backend/bindings/schema";
import type { RequestDetail, RequestFilter, Standing, Turn } from "../../backend/bindings/types";
import type { Glyph } from "../../components/glyph";
import { refusal } from "../../components/request/moves";
import { stateIcon, turnIcon } from "../../components/request/state_icon";
import { m } from "../../paraglide/messages.js";
import { stateName } from "../../words";
import type { BoardBy } from "./filter.svelte";

/** One column of the board. */
export interface Column {
  key: string;
  name: string;
  icon: Glyph;
  /** The part of the filter that makes the column. */
  filter: Partial<RequestFilter>;
  /** The state a card dropped here moves to; null where no move leads here. */
  to: RequestState | null;
  /** Nobody's: an alarm. */
  alarm: boolean;
}

const OPEN: readonly RequestState[] = [
  "new",
  "needs_clarifying",
  "triaged",
  "in_progress",
  "waiting_vendor",
  "waiting_others",
  "delivered",
];
const CLOSED: readonly RequestState[] = ["verified", "declined_clinic", "declined_vendor", "withdrawn", "merged"];

/** The turns in the order of the list's groups, each with the state that hands the turn over. */
const TURNS: readonly { turn: Turn; name: () => string; to: RequestState | null }[] = [
  { turn: "nobody", name: m.board_turn_nobody, to: null },
  { turn: "ours", name: m.board_turn_ours, to: "in_progress" },
  { turn: "vendor", name: m.board_turn_vendor, to: "waiting_vendor" },
  { turn: "others", name: m.board_turn_others, to: "waiting_others" },
  { turn: "verify", name: m.board_turn_verify, to: "delivered" },
];

/** The board's columns. By turn there are only open ones: what is closed is nobody's turn. */
export function columns(by: BoardBy, standing: Standing): Column[] {
  if (by === "turn" && standing === "open") {
    return TURNS.map(({ turn, name, to }) => ({
      key: turn,
      name: name(),
      icon: turnIcon[turn],
      filter: { turn },
      to,
      alarm: turn === "nobody",
    }));
  }
  const states = standing === "open" ? OPEN : standing === "closed" ? CLOSED : [...OPEN, ...CLOSED];
  return states.map((state) => ({
    key: state,
    name: stateName[state](),
    icon: stateIcon[state],
    filter: { states: [state] },
    to: state,
    alarm: false,
  }));
}

/** Why a request may not be put into a column, in words; undefined = it may. */
export function against(column: Column, request: RequestDetail, by: BoardBy): string | undefined {
  const here = by === "turn" ? request.row.turn === column.key : request.row.state === column.to;
  if (here) return m.board_here();
  if (column.to === null) return m.board_keeps_owner();
  if (by === "turn" && request.row.owner === null) return m.board_owner_first();
  const move = request.moves.find((candidate) => candidate.to === column.to);
  const why = move === undefined ? undefined : refusal(move);
  return why === undefined ? undefined : m.board_why({ why });
}
