import type { RequestFilter, RequestGroup, RequestSort, Standing } from "../../backend/bindings/types";
import { SavedViews } from "../../state/saved_views.svelte";
import { Remembered, oneOf } from "../../state/remembered.svelte";

/** As a list with groups, as a board with columns, or one by one what is new. */
export type Look = "list" | "board" | "triage";
/** What the board's columns are. */
export type BoardBy = "state" | "turn";

/** Everything that decides what the view shows: what is kept over a restart, and what a saved view holds. */
export interface Shown {
  filter: RequestFilter;
  group: RequestGroup;
  sort: RequestSort;
  look: Look;
  boardBy: BoardBy;
}

const USUAL: Shown = { filter: { standing: "open" }, group: "turn", sort: "age", look: "list", boardBy: "state" };

const isRecord = (stored: unknown): stored is Record<string, unknown> =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored);
export const isFilter = (stored: unknown): stored is RequestFilter => isRecord(stored);
export const isGroup = oneOf<RequestGroup>("none", "turn", "state", "owner", "area", "kind");
export const isSort = oneOf<RequestSort>("age", "promise", "title", "key", "changed", "worth");
export const isLook = oneOf<Look>("list", "board", "triage");
export const isBoardBy = oneOf<BoardBy>("state", "turn");

/** Whether a stored value can be shown: an older version may have written it. */
export const isShown = (stored: unknown): stored is Shown =>
  isRecord(stored) &&
  isFilter(stored["filter"]) &&
  isGroup(stored["group"]) &&
  isSort(stored["sort"]) &&
  isLook(stored["look"]) &&
  isBoardBy(stored["boardBy"]);

/** What the request list shows; survives a restart. */
class RequestView {
  readonly #filter = new Remembered("requests.filter", USUAL.filter, isFilter);
  readonly #group = new Remembered("requests.group", USUAL.group, isGroup);
  readonly #sort = new Remembered("requests.sort", USUAL.sort, isSort);
  readonly #look = new Remembered("requests.look", USUAL.look, isLook);
  readonly #boardBy = new Remembered("requests.board", USUAL.boardBy, isBoardBy);

  get filter(): RequestFilter {
    return this.#filter.current;
  }
  get group(): RequestGroup {
    return this.#group.current;
  }
  set group(group: RequestGroup) {
    this.#group.current = group;
  }
  get sort(): RequestSort {
    return this.#sort.current;
  }
  set sort(sort: RequestSort) {
    this.#sort.current = sort;
  }
  get look(): Look {
    return this.#look.current;
  }
  set look(look: Look) {
    this.#look.current = look;
  }
  get boardBy(): BoardBy {
    return this.#boardBy.current;
  }
  set boardBy(by: BoardBy) {
    this.#boardBy.current = by;
  }
  get standing(): Standing {
    return this.filter.standing ?? "open";
  }
  /** Whether anything but the open ones was asked for. */
  get narrowed(): boolean {
    return Object.entries(this.filter).some(([name, part]) => name !== "standing" && part !== null);
  }
  /** What triage goes through: what cannot be asked for there does not narrow it unseen. */
  get inbox(): { filter: RequestFilter; sort: RequestSort } {
    const unasked = { late: null, to_tell: null, quiet: null, came_with: null };
    return { filter: { ...this.filter, ...unasked, standing: "open", states: ["new", "needs_clarifying"] }, sort: "worth" };
  }
  /** The list as the look shows it: what is counted, and saved as a file. */
  get listed(): { filter: RequestFilter; group: RequestGroup; sort: RequestSort } {
    if (this.look === "triage") return { ...this.inbox, group: "none" };
    return { filter: this.filter, group: this.look === "list" ? this.group : "none", sort: this.sort };
  }
  /** All of it, for a saved view. */
  get shown(): Shown {
    return { filter: this.filter, group: this.group, sort: this.sort, look: this.look, boardBy: this.boardBy };
  }

  /** Sets one part; null takes it out. */
  set(part: Partial<RequestFilter>): void {
    const next = { ...this.filter, ...part };
    this.#filter.current = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
  }
  clear(): void {
    this.#filter.current = USUAL.filter;
  }
  show(shown: Shown): void {
    this.#filter.current = shown.filter;
    this.group = shown.group;
    this.sort = shown.sort;
    this.look = shown.look;
    this.boardBy = shown.boardBy;
  }
}

export const requestView = new RequestView();

/** What was saved of it under names. */
export const requestViews = new SavedViews("requests.views", isShown);
