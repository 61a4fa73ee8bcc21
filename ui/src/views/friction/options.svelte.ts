import type { Break } from "../../backend/bindings/schema";
import type { Catalogue } from "../../backend/bindings/types";
import { BREAKS } from "../../words";
import type { Chosen } from "./chosen";
import { Remembered, isText, isYesNo, oneOf } from "../../state/remembered.svelte";

/** How the chart is looked at; survives a restart. */
class FrictionOptions {
  readonly #look = new Remembered<"chart" | "table">("friction.look", "chart", oneOf("chart", "table"));
  readonly #perFte = new Remembered("friction.perFte", false, isYesNo);
  readonly #told = new Remembered("friction.told", true, isYesNo);
  readonly #earlier = new Remembered("friction.earlier", true, isYesNo);
  readonly #changes = new Remembered("friction.changes", true, isYesNo);
  readonly #system = new Remembered("friction.system", "", isText);
  readonly #area = new Remembered("friction.area", "", isText);
  readonly #break = new Remembered("friction.break", "", oneOf("", ...BREAKS));
  readonly #site = new Remembered("friction.site", "", isText);
  readonly #role = new Remembered("friction.role", "", isText);

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
  /** Whose axis; null = the system live today. */
  get system(): string | null {
    return this.#system.current || null;
  }
  set system(system: string | null) {
    this.#system.current = system ?? "";
  }
  /** Only this break's; null = all four. */
  get break(): Break | null {
    return this.#break.current || null;
  }
  set break(name: Break | null) {
    this.#break.current = name ?? "";
  }
  /** Only the people of this site; null = of all. */
  get site(): string | null {
    return this.#site.current || null;
  }
  set site(site: string | null) {
    this.#site.current = site ?? "";
  }
  /** Only the people of this role; null = of all. */
  get role(): string | null {
    return this.#role.current || null;
  }
  set role(role: string | null) {
    this.#role.current = role ?? "";
  }
  /** Only this area's; null = the whole clinic. */
  get area(): string | null {
    return this.#area.current || null;
  }
  set area(area: string | null) {
    this.#area.current = area ?? "";
  }

  /** What is chosen and there: what was remembered of another clinic, or is gone since, chooses nothing. */
  chosen(catalogue: Catalogue): Chosen {
    const there = (list: readonly { id: string }[], id: string | null): string | null =>
      list.some((one) => one.id === id) ? id : null;
    return {
      system: there(catalogue.systems, this.system),
      area: there(catalogue.areas, this.area),
      break: this.break,
      site: there(catalogue.sites, this.site),
      role: catalogue.people.some((person) => person.role === this.role) ? this.role : null,
    };
  }
}

export const frictionOptions = new FrictionOptions();
