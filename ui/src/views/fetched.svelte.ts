import type { Component } from "svelte";
import { BackendError } from "../backend/backend";
import { place, VIEWS, type View } from "../state/place.svelte";
import type { Reading } from "../state/reading";
import Today from "./today/Today.svelte";

/** The page can be typed in sooner without what nobody looks at yet. Today is what a day begins with. */
const LATER: Record<Exclude<View, "today">, () => Promise<{ default: Component }>> = {
  requests: () => import("./requests/Requests.svelte"),
  workarounds: () => import("./workarounds/Workarounds.svelte"),
  friction: () => import("./friction/Friction.svelte"),
  owners: () => import("./owners/Owners.svelte"),
  changes: () => import("./changes/Changes.svelte"),
  vendor: () => import("./vendor/Vendor.svelte"),
  reports: () => import("./reports/Reports.svelte"),
  settings: () => import("./settings/Settings.svelte"),
  import: () => import("./import/Import.svelte"),
  review: () => import("./review/Review.svelte"),
};

/** Milliseconds after the first page is there until the other views are fetched: it has its data by then. */
const REST_AFTER_MS = 300;

/** The views' code, as far as it is there. */
class FetchedViews implements Reading {
  #there = $state.raw<Partial<Record<View, Component>>>({ today: Today });
  /** Why the view that was asked for last did not come: the installation lacks a file. */
  error = $state<BackendError>();
  reading = $state(false);
  readonly there = false;

  /** The view, or nothing while it comes. */
  of(view: View): Component | undefined {
    return this.#there[view];
  }

  /** Fetches a view that is asked for. */
  async fetch(view: View): Promise<void> {
    this.error = undefined;
    await this.#fetch(view);
  }

  again(): void {
    void this.#fetch(place.view);
  }

  async #fetch(view: View): Promise<void> {
    if (view === "today" || this.#there[view] !== undefined) return;
    this.reading = true;
    try {
      const { default: component } = await LATER[view]();
      this.#there = { ...this.#there, [view]: component };
      this.error = undefined;
    } catch (thrown) {
      this.error = new BackendError("internal", String(thrown));
    }
    this.reading = false;
  }

  /** Fetches the others while nobody waits, so that going to one takes no longer than before. Returns how to stop. */
  fetchRest(): () => void {
    const timer = setTimeout(() => void this.#oneByOne(), REST_AFTER_MS);
    return () => clearTimeout(timer);
  }

  async #oneByOne(): Promise<void> {
    for (const view of VIEWS) await this.fetch(view);
  }
}

export const fetchedViews = new FetchedViews();
