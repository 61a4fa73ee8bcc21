import { backend, BackendError } from "../backend";
import type { Saved } from "../backend/bindings/types";
import { errorText } from "../errors";
import { actName } from "../labels";
import { m } from "../paraglide/messages.js";
import { keysOf } from "../shortcuts/table";
import { savedFromField } from "../shortcuts/untouched";
import { changed } from "./live.svelte";
import { settingsPart } from "./settings_part.svelte";
import { toasts, type Toast } from "./toasts.svelte";

/** The act that a clinic begins with is not taken back in a window: no clinic would be left in it. */
const BEGINS = ["first_run"];

/**
 * Waits for a write to be durable, refreshes what it changed, and says so with the way back.
 * An error is said, nothing is changed, and null comes back; a form that wants to show the error beside its
 * field catches it through `refused`.
 */
export async function act(write: Promise<Saved>, refused?: (error: BackendError) => boolean): Promise<Saved | null> {
  try {
    const saved = await write;
    changed(saved.changed);
    savedFromField();
    const { act: id } = saved;
    const back = { label: m.undo(), keys: keysOf("undo"), run: () => void undo(id) };
    toasts.show(actName(saved.label), id === null || BEGINS.includes(saved.label.code) ? undefined : back);
    return saved;
  } catch (thrown) {
    const error = BackendError.from(thrown);
    if (refused?.(error) !== true) toasts.show(errorText(error), wayOn(error));
    return null;
  }
}

/** Where what is missing is said, if that is one place. */
const wayOn = (error: BackendError): Toast["action"] =>
  error.code === "nobody_at_desk" ? { label: m.who_sits_here(), run: () => settingsPart.go("desk") } : undefined;

/**
 * Takes back an act, the newest if none is named, and names what was taken back. Where the newest is one that is not taken back
 * so, what a desk is for, that is said first: whoever meant it must not have an older act taken back in its place. Asked
 * once more it goes on to what was done before.
 */
export async function undo(actId: string | null = null): Promise<void> {
  await step("undo", actId, m.nothing_to_undo);
}

/** The act of which was said last that it is not taken back so. */
let toldOf: string | undefined;

/** As far back as the key looks for what it can take back. */
const LOOKS_BACK = 200;

/** The newest act that can be taken back, where the newest of all is still the one that was told of; null = the newest. */
async function actBefore(): Promise<string | null> {
  if (toldOf === undefined) return null;
  const standing = (await backend.call("undo_list", { limit: LOOKS_BACK })).filter((each) => !each.undone);
  return standing[0]?.act === toldOf ? (standing.find((each) => !each.of_a_desk && !each.beginning)?.act ?? null) : null;
}

/** Says that what a desk is for is not taken back, and remembers of which act. */
async function sayOfDesk(): Promise<void> {
  try {
    // Before it is said: whoever has read it asks once more, and that goes on.
    toldOf = (await backend.call("undo_list", { limit: LOOKS_BACK })).find((each) => !each.undone)?.act;
    toasts.show(m.undo_desk_role());
  } catch (thrown) {
    toasts.show(errorText(BackendError.from(thrown)));
  }
}

/** Does the newest undone act again. */
export async function redo(): Promise<void> {
  await step("redo", null, m.nothing_to_redo);
}

/**
 * Takes several acts back, newest first, and says how many. Stops at the first that cannot be taken back; those
 * before it stay undone, each an act of its own that can be done again.
 */
export async function undoBackTo(acts: readonly string[]): Promise<void> {
  let count = 0;
  let leftAlone = 0;
  try {
    for (const act of acts) {
      const saved = await backend.call("undo", { act });
      changed(saved.changed);
      leftAlone += saved.left_alone;
      count += 1;
    }
    const text = leftAlone > 0 ? m.undone_many_partly({ count }) : m.undone_many({ count });
    toasts.show(text, { label: m.redo(), keys: keysOf("redo"), run: () => void redo() });
  } catch (thrown) {
    const error = errorText(BackendError.from(thrown));
    toasts.show(count === 0 ? error : `${m.undone_many({ count })} ${error}`);
  }
}

async function step(command: "undo" | "redo", actId: string | null, nothing: () => string): Promise<void> {
  try {
    const saved = await (command === "undo" ? backend.call("undo", { act: actId ?? (await actBefore()) }) : backend.call("redo", {}));
    changed(saved.changed);
    const name = actName(saved.label);
    if (command === "redo") {
      toasts.show(m.redone({ act: name }), { label: m.undo(), keys: keysOf("undo"), run: () => void undo() });
    } else {
      const text = saved.left_alone > 0 ? m.undone_partly({ act: name }) : m.undone({ act: name });
      toasts.show(text, { label: m.redo(), keys: keysOf("redo"), run: () => void redo() });
    }
  } catch (thrown) {
    const error = BackendError.from(thrown);
    if (error.hint === "desk_role") await sayOfDesk();
    else toasts.show(error.code === "nothing_to_undo" ? nothing() : errorText(error));
  }
}
