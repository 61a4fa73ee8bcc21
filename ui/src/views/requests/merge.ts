import { backend, BackendError } from "../../backend";
import type { RequestDetail } from "../../backend/bindings/types";
import { changed } from "../../state/live.svelte";

/** The most requests merged at once: more than stand for one need is another list, and each is looked at before. */
export const MOST_MERGED = 20;

/** What came of merging several. */
export interface Merged {
  /** The acts, oldest first: each is a merge that can be taken apart. */
  acts: string[];
  /** What ended it before the last one. */
  error?: BackendError;
}

/** Which of these cannot go into another: only what is open can. */
export const closedAmong = (requests: readonly RequestDetail[]): RequestDetail[] =>
  requests.filter((request) => request.moves.find((move) => move.to === "merged")?.refused !== null);

/** Merges each into one, an act for each. Stops at the first that is refused; those before it stay merged. */
export async function mergeInto(ids: readonly string[], into: string): Promise<Merged> {
  const acts: string[] = [];
  try {
    for (const id of ids) {
      const saved = await backend.call("move_request", { id, state: "merged", into });
      changed(saved.changed);
      if (saved.act !== null) acts.push(saved.act);
    }
    return { acts };
  } catch (thrown) {
    return { acts, error: BackendError.from(thrown) };
  }
}
