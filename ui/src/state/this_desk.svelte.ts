import type { Deed, DeskRole } from "../backend/bindings/schema";

/**
 * What this desk is there for, as the program said last: nothing is offered that it refuses. A desk alone is a manager's, and so
 * is one of which nothing is known yet.
 */
class ThisDesk {
  role: DeskRole = $state("manager");
  #mayNot: readonly Deed[] = $state.raw([]);

  take(said: { role: DeskRole; may_not: readonly Deed[] }): void {
    this.role = said.role;
    this.#mayNot = said.may_not;
  }
  may(deed: Deed): boolean {
    return !this.#mayNot.includes(deed);
  }
}

export const thisDesk = new ThisDesk();
