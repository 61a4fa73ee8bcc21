import { tick } from "svelte";
import { backend, BackendError } from "../backend";
import { m } from "../paraglide/messages.js";
import { beginWait, endWait } from "../shortcuts/held_keys";
import { count } from "../format/number";
import { PAGE_ROWS, type Pages } from "./pages.svelte";
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
    // What an act took out of the list may be selected no more by now.
    const asked = unseen.slice(from, from + AT_ONCE).filter((id) => selection.ids.has(id));
    const gone = await Promise.all(asked.map(isGone));
    selection.drop(asked.filter((_, at) => gone[at]));
  }
}

/**
 * After an act on all that is selected: what the list still shows stays selected, so that the next key is about it, too; what the act
 * took out of the list is selected no more. Where the list cannot be read again, all of it stays.
 */
export async function keepWhatIsListed<T extends Listed>(selection: Selection, items: Pages<T>): Promise<void> {
  // By then the list has learned what changed, and is read again.
  const read = items.rows.length;
  await tick();
  const unlisted = (): string[] => {
    const listed = new Set(items.rows.map(({ id }) => id));
    return [...selection.ids].filter((id) => !listed.has(id));
  };
  if (!(await items.upTo(items.rows.length))) return;
  // An act may move a row a little further down than was read. It is not looked for through all of a long list: what was read stays
  // read while anything is selected.
  if (unlisted().length > 0 && !(await items.upTo(read + PAGE_ROWS))) return;
  selection.drop(unlisted());
}

async function isGone(id: string): Promise<boolean> {
  try {
    return (await backend.call("entity", { id })).deleted;
  } catch (thrown) {
    // What could not be asked stays marked: an act on it says what is wrong.
    return BackendError.from(thrown).code === "not_found";
  }
}
