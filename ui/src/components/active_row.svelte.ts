import { onMount, untrack } from "svelte";
import { keysAreTaken } from "../shortcuts/listen.svelte";
import { keysNowhere } from "./focus_lost";
import { useKeysHome } from "./keys_home.svelte";
import { keysAfter, movedAway } from "./keys_in_place";
import type { TableRow } from "./table_row";

/** The table whose row has the keys. */
interface Table<T> {
  rows: () => readonly TableRow<T>[];
  /** The item shown in the panel. */
  openId: () => string | undefined;
  /** Rows that are selected. */
  picked: () => ReadonlySet<string> | undefined;
  /** The element that has the focus for all of its rows. */
  scroller: () => HTMLElement | undefined;
  /** Read to know that the rows are drawn anew. */
  drawn: () => unknown;
  /** Scrolls just far enough to show a row. */
  show: (index: number) => void;
  onopen: (id: string) => void;
}

/** Which row of a table has the keys, through everything that happens to the rows. Must be created in a component. */
export class ActiveRow<T> {
  id: string | undefined = $state();
  /** Its place among the rows; -1 where no row has the keys. */
  readonly index = $derived.by(() => this.#table.rows().findIndex((row) => row.kind === "item" && row.id === this.id));
  readonly #table: Table<T>;
  /** The row that the keys went on from. */
  #left: string | undefined;
  /** What was selected last: an act that takes it out of the list ends the selection, some before the rows are read again. */
  #together: readonly string[] = [];

  constructor(table: Table<T>) {
    this.#table = table;
    // The panel's item is where the keys stand, until they are moved.
    $effect(() => {
      const openId = table.openId();
      if (openId !== undefined) this.id = openId;
    });
    this.#stayInPlace();
    // Rows that come after the keys did.
    $effect(() => {
      if (table.rows().length > 0 && this.index < 0 && document.activeElement === table.scroller()) untrack(() => this.settle());
    });
    // A view that was opened by its key has its list under the keys; a dialog that is faster keeps them.
    onMount(() => {
      // A low window opens at its top, whatever stands over the list.
      if (keysNowhere() && !keysAreTaken()) table.scroller()?.focus({ preventScroll: true });
    });
    useKeysHome(() => table.scroller()?.focus({ preventScroll: true }));
    this.#outliveElements();
  }

  /** The item of the row that has the keys. */
  get item(): T | undefined {
    const row = this.#table.rows()[this.index];
    return row?.kind === "item" ? row.item : undefined;
  }

  /** Gives the keys to a row that was chosen. */
  stand(id: string): void {
    this.id = id;
    this.#left = undefined;
    this.#apart();
  }

  /** The keys are here and on no row: the first one has them, unless the panel shows what is no row yet. */
  settle(): void {
    if (this.index < 0 && this.#table.openId() === undefined) this.goTo(0, 1);
  }

  /** On to the nearest item from a place on, past the heads of groups. */
  goTo(index: number, step: 1 | -1): true {
    const { rows, show, openId, onopen } = this.#table;
    this.#left = undefined;
    this.#apart();
    for (let at = index; at >= 0 && at < rows().length; at += step) {
      const row = rows()[at];
      if (row?.kind !== "item") continue;
      this.id = row.id;
      show(at);
      if (openId() !== undefined) onopen(row.id);
      return true;
    }
    return true;
  }

  /** Whoever ended the selection and went on did nothing with it: its rows go each by itself. */
  #apart(): void {
    this.#together = [...(this.#table.picked() ?? [])];
  }

  /** When the rows are read again, the keys stay with what was acted on (`keysAfter`), and it stays in sight. */
  #stayInPlace(): void {
    const { rows, openId, show } = this.#table;
    let moved = false;
    let stood: readonly TableRow<T>[] = [];
    $effect.pre(() => {
      const picked = [...(this.#table.picked() ?? [])];
      if (picked.length > 0) this.#together = picked;
    });
    $effect.pre(() => {
      const now = rows();
      untrack(() => {
        moved = this.id !== undefined && movedAway(stood, now, this.id);
        if (this.id !== undefined && this.id !== openId() && now.length > 0) {
          const next = keysAfter(stood, now, this.id, this.#together);
          if (next !== this.id) this.#left = this.id;
          this.id = next;
        }
        stood = now;
      });
    });
    $effect(() => {
      void rows();
      if (moved) untrack(() => show(this.index));
      moved = false;
    });
  }

  /**
   * An element draws another row once its own has scrolled away. Keys that stood on a button in it come back to the
   * list, still on their row: they must not go on to one that nobody looked at.
   */
  #outliveElements(): void {
    const { drawn, scroller } = this.#table;
    let held: { element: HTMLElement; row: string } | undefined;
    $effect.pre(() => {
      void drawn();
      const element = document.activeElement?.closest<HTMLElement>("[data-row]");
      const row = element?.dataset["row"];
      held = element && row !== undefined && scroller()?.contains(element) ? { element, row } : undefined;
    });
    $effect(() => {
      void drawn();
      if (held === undefined || (held.element.dataset["row"] === held.row && !keysNowhere())) return;
      if (held.row !== this.#left) this.id = held.row;
      scroller()?.focus({ preventScroll: true });
    });
  }
}
