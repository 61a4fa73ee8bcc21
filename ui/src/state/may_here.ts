import type { Deed } from "../backend/bindings/schema";
import { roleLine } from "../words";
import { thisDesk } from "./this_desk.svelte";
import { toasts } from "./toasts.svelte";

/** Says in one line why not, where a key asks for what this desk is not there for; gives back whether it is. */
export function saysWhyNot(may: boolean): boolean {
  const why = roleLine();
  if (!may && why !== "") toasts.show(why);
  return may;
}

/** Whether this desk is there for it; where it is not, that is said. */
export const mayHere = (deed: Deed): boolean => saysWhyNot(thisDesk.may(deed));
