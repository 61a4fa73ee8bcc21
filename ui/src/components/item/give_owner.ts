import { backend } from "../../backend";
import type { Saved } from "../../backend/bindings/types";
import { act } from "../../state/acts";
import type { OwnerChoice } from "../person/OwnerSlot.svelte";

/** Gives a thing to somebody, or to nobody; null where that was refused. */
export const giveOwner = (kind: "request" | "workaround" | "area", id: string, choice: OwnerChoice): Promise<Saved | null> =>
  act(backend.call("save", { id, kind, set: { owner: choice === "nobody" ? null : { ref: choice.person } } }));
