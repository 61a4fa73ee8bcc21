import { backend, BackendError } from "../backend";
import type { ListAsked, ListFormat } from "../backend/bindings/types";
import { errorText } from "../errors";
import { m } from "../paraglide/messages.js";
import { leaving } from "./leaving.svelte";
import { toasts } from "./toasts.svelte";

/** Asks where to save a list, with its filter and order, and saves every row of it there. */
export async function saveList(list: ListAsked, format: ListFormat): Promise<void> {
  try {
    if (!(await leaving.may(list))) return;
    const name = await backend.shell.saveList({ list, format });
    if (name !== null) toasts.show(m.list_saved({ name }));
  } catch (thrown) {
    toasts.show(errorText(BackendError.from(thrown)));
  }
}

/** The list the view shows, for the command palette. */
class ListOffered {
  #list = $state.raw<(() => ListAsked) | undefined>();

  /** Offers a list for as long as its view stands; gives what takes it back. */
  offer(list: () => ListAsked): () => void {
    this.#list = list;
    return () => {
      if (this.#list === list) this.#list = undefined;
    };
  }
  /** What the palette can do with it. */
  get acts(): { "list.csv"?: () => void; "list.xlsx"?: () => void } {
    const list = this.#list;
    if (list === undefined) return {};
    return { "list.csv": () => void saveList(list(), "csv"), "list.xlsx": () => void saveList(list(), "xlsx") };
  }
}

export const listOffered = new ListOffered();
