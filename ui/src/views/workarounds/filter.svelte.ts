import type { Standing, WorkaroundFilter } from "../../backend/bindings/types";
import { Remembered } from "../../state/remembered.svelte";

const isFilter = (stored: unknown): stored is WorkaroundFilter =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored);

/** What the workaround list shows; survives a restart. */
class WorkaroundView {
  readonly #filter = new Remembered<WorkaroundFilter>("workarounds.filter", { standing: "open" }, isFilter);

  get filter(): WorkaroundFilter {
    return this.#filter.current;
  }
  get standing(): Standing {
    return this.filter.standing ?? "open";
  }
  /** Whether anything but those in use was asked for. */
  get narrowed(): boolean {
    const { area, owner, stage, safety, rationale, text } = this.filter;
    return [area, owner, stage, safety, rationale, text, this.filter.break].some((part) => part !== undefined && part !== null);
  }

  /** Sets one part; null takes it out. */
  set(part: Partial<WorkaroundFilter>): void {
    const next = { ...this.filter, ...part };
    this.#filter.current = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
  }
  clear(): void {
    this.#filter.current = { standing: "open" };
  }
}

export const workaroundView = new WorkaroundView();
