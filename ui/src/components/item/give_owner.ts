import { backend, BackendError } from "../../backend";
import type { Saved } from "../../backend/bindings/types";
import { errorText } from "../../errors";
import { keysWaitFor } from "../../shortcuts/held_keys";
import { act } from "../../state/acts";
import { saysWhyNot } from "../../state/may_here";
import { thisDesk } from "../../state/this_desk.svelte";
import { toasts } from "../../state/toasts.svelte";
import type { OwnerChoice } from "../person/OwnerSlot.svelte";

/**
 * Whether this desk gives this an owner; where it does not, that is said. A desk that gives one to what it wrote itself alone has
 * to ask about it first, and keys wait meanwhile.
 */
export async function mayGiveOwner(kind: "request" | "workaround", id: string): Promise<boolean> {
  if (thisDesk.may("triage")) return true;
  const asked: Promise<{ may_edit: boolean }> =
    kind === "request" ? backend.call("request_detail", { id }) : backend.call("workaround_detail", { id });
  try {
    return saysWhyNot((await keysWaitFor(asked, ({ may_edit }) => may_edit)).may_edit);
  } catch (thrown) {
    toasts.show(errorText(BackendError.from(thrown)));
    return false;
  }
}

/** Gives a thing to somebody, or to nobody; null where that was refused. */
export const giveOwner = (kind: "request" | "workaround" | "area", id: string, choice: OwnerChoice): Promise<Saved | null> =>
  act(backend.call("save", { id, kind, set: { owner: choice === "nobody" ? null : { ref: choice.person } } }));
