import type { SharingDesk } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";

type Known = Pick<SharingDesk, "mark" | "name" | "this">;

/** A mark, as the program makes them: by it a desk without a name is known. */
const MARK = /^[0-9a-f]{8}$/;

/**
 * What a desk is called among the others: its name, with its mark behind it where another desk has the same one; its mark where
 * it has none. `SharingDesk::words` says the same for the command line.
 */
function words(mark: string, desks: readonly Known[]): string {
  const name = desks.find((desk) => desk.mark === mark)?.name ?? null;
  if (name === null) return mark;
  const same = desks.some((desk) => desk.mark !== mark && desk.name?.toLowerCase() === name.toLowerCase());
  return same ? `${name}, ${mark}` : name;
}

/** What a desk is called, as it stands behind "desk" in a sentence. */
export const quotedDesk = (called: string): string => (MARK.test(called) ? called : m.desk_quoted({ name: called }));

/** A desk in a sentence. */
export const deskCalled = (mark: string, desks: readonly Known[]): string => quotedDesk(words(mark, desks));

/** A desk for itself, at the head of what is said of it. */
export function deskHead(mark: string, desks: readonly Known[]): string {
  const desk = desks.find((each) => each.mark === mark);
  const here = desk?.this ?? false;
  if (desk === undefined || desk.name === null) return here ? m.sharing_desk_this({ mark }) : m.sharing_desk({ mark });
  const name = words(mark, desks);
  return here ? m.sharing_desk_named_this({ name }) : name;
}
