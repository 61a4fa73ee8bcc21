import type { RequestDetail } from "../../backend/bindings/types";

/** The most requests merged at once: more than stand for one need is another list, and each is looked at before. */
export const MOST_MERGED = 20;

/** Which of these cannot go into another: only what is open can. */
export const closedAmong = (requests: readonly RequestDetail[]): RequestDetail[] =>
  requests.filter((request) => request.moves.find((move) => move.to === "merged")?.refused !== null);
