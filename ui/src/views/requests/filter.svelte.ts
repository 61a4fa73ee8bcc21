import type { RequestFilter, RequestGroup, Standing } from "../../backend/bindings/types";
import { Remembered, oneOf } from "../../state/remembered.svelte";

type Kept = RequestFilter;
const isFilter = (stored: unknown): stored is Kept =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored);

/** What the request list shows; survives a restart. */
class RequestView {
  readonly #filter = new Remembered<Kept>("requests.filter", { standing: "open" }, isFilter);
  readonly #group = new Remembered<RequestGroup>(
    "requests.group",
    "turn",
    oneOf("none", "turn", "state", "owner", "area"),
  );

  get filter(): RequestFilter {
    return this.#filter.current;
  }
  get group(): RequestGroup {
    return this.#group.current;
  }
  set group(group: RequestGroup) {
    this.#group.current = group;
  }
  get standing(): Standing {
    return this.filter.standing ?? "open";
  }
  /** Whether anything but the open ones was asked for. */
  get narrowed(): boolean {
    const { area, owner, late, safety, states, text } = this.filter;
    return [area, owner, late, safety, states, text].some((part) => part !== undefined && part !== null);
  }

  /** Sets one part; null takes it out. */
  set(part: Partial<RequestFilter>): void {
    const next = { ...this.filter, ...part };
    this.#filter.current = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
  }
  clear(): void {
    this.#filter.current = { standing: "open" };
  }
}

export const requestView = new RequestView();
