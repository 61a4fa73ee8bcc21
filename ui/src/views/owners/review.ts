import { backend } from "../../backend";
import type { Kind } from "../../backend/bindings/schema";
import type { Saved } from "../../backend/bindings/types";
import { act } from "../../state/acts";

/** An area, or a person with what they own: what is to be looked at every so often. */
export interface Looked {
  id: string;
  kind: "area" | "person";
  review_every_days: number | null;
  last_reviewed: string | null;
  review_due: string | null;
}

/** Says that something with a rhythm was looked at on a day; it comes back when the rhythm says so. */
export const markReviewed = (kind: Kind, id: string, on: string): Promise<Saved | null> =>
  act(backend.call("save", { id, kind, set: { last_reviewed: on } }));

/** Days between two looks; null is no rhythm. */
export function setRhythm(of: Looked, days: number | null): void {
  void act(backend.call("save", { id: of.id, kind: of.kind, set: { review_every_days: days } }));
}
