import { Remembered, isText, isYesNo, oneOf } from "../../state/remembered.svelte";

/** How the chart is looked at; survives a restart. */
class FrictionOptions {
  readonly #look = new Remembered<"chart" | "table">("friction.look", "chart", oneOf("chart", "table"));
  readonly #perFte = new Remembered("friction.perFte", false, isYesNo);
  readonly #told = new Remembered("friction.told", true, isYesNo);
  readonly #earlier = new Remembered("friction.earlier", true, isYesNo);
  readonly #changes = new Remembered("friction.changes", true, isYesNo);
  readonly #area = new Remembered("friction.area", "", isText);

  get look(): "chart" | "table" {
    return this.#look.current;
  }
  set look(look: "chart" | "table") {
    this.#look.current = look;
  }
  get perFte(): boolean {
    return this.#perFte.current;
  }
  set perFte(on: boolean) {
    this.#perFte.current = on;
  }
  get told(): boolean {
    return this.#told.current;
  }
  set told(on: boolean) {
    this.#told.current = on;
  }
  get earlier(): boolean {
    return this.#earlier.current;
  }
  set earlier(on: boolean) {
    this.#earlier.current = on;
  }
  get changes(): boolean {
    return this.#changes.current;
  }
  set changes(on: boolean) {
    this.#changes.current = on;
  }
  /** Only this area's; null = the whole clinic. */
  get area(): string | null {
    return this.#area.current || null;
  }
  set area(area: string | null) {
    this.#area.current = area ?? "";
  }
}

export const frictionOptions = new FrictionOptions();
