import { backend, BackendError } from "../backend";
import type { ListAsked, ListFormat } from "../backend/bindings/types";
import { errorText } from "../errors";
import { m } from "../paraglide/messages.js";
import { leaving } from "./leaving.svelte";
import { toasts } from "./toasts.svelte";

/** Lists that are on their way into a file: how far they are is shown meanwhile. */
class ListsSaving {
  #count = $state(0);
  get any(): boolean {
    return this.#count > 0;
  }
  async during<T>(saving: Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await saving;
    } finally {
      this.#count -= 1;
    }
  }
}
export const listsSaving = new ListsSaving();

/** Asks where to save a list, with its filter and order, and saves every row of it there. */
export const saveList = (list: ListAsked, format: ListFormat): Promise<void> => listsSaving.during(save(list, format));

async function save(list: ListAsked, format: ListFormat): Promise<void> {
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
