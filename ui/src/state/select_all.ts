import { backend, BackendError } from "../backend";
import { m } from "../paraglide/messages.js";
import { beginWait, endWait } from "../shortcuts/held_keys";
import { count } from "../format/number";
import type { Pages } from "./pages.svelte";
import type { Selection } from "./selection.svelte";
import { toasts } from "./toasts.svelte";

/**
 * The most that is marked at once: as many as a bulk edit is measured with (QUALITY P9). The border takes ten times as many; nobody
 * looks through those.
 */
export const MOST_SELECTED = 10_000;

interface Listed {
  id: string;
}

/** Marks all that a list shows, the rows that are not read yet among them; of a longer list the first ones, and says so. */
export async function selectAll<T extends Listed>(selection: Selection, items: Pages<T>): Promise<void> {
  // The next key is meant for all of them.
  const wait = beginWait("all");
  const here = await items.upTo(MOST_SELECTED);
  if (here) selection.add(items.rows.slice(0, MOST_SELECTED).map(({ id }) => id));
  endWait(wait, here ? "there" : "nothing");
  if (here && items.total > MOST_SELECTED) {
    toasts.show(m.selection_first({ most: count(MOST_SELECTED), all: count(items.total) }));
  }
}

/** How many are asked about at once. */
const AT_ONCE = 50;

/**
 * Takes out of the selection what is not there any more: another desk, another window or an undo took it. What the list shows is
 * there; the rest, hidden by a filter or gone, is asked about.
 */
export async function dropWhatIsGone<T extends Listed>(selection: Selection, items: Pages<T>): Promise<void> {
  const shown = new Set(items.rows.map(({ id }) => id));
  const unseen = [...selection.ids].filter((id) => !shown.has(id));
  for (let from = 0; from < unseen.length; from += AT_ONCE) {
    const asked = unseen.slice(from, from + AT_ONCE);
    const gone = await Promise.all(asked.map(isGone));
    selection.drop(asked.filter((_, at) => gone[at]));
  }
}

async function isGone(id: string): Promise<boolean> {
  try {
    return (await backend.call("entity", { id })).deleted;
  } catch (thrown) {
    // What could not be asked stays marked: an act on it says what is wrong.
    return BackendError.from(thrown).code === "not_found";
  }
}
