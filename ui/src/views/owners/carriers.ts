import type { OwnersView, PersonLoad } from "../../backend/bindings/types";

/** Whether somebody carries anything that could be handed over. */
export const carries = (person: PersonLoad): boolean => person.areas + person.backups + person.requests + person.workarounds > 0;

/** Columns that fit beside the rest at the design's width. */
const MOST_COLUMNS = 8;

/**
 * The people the map has a column for: everybody where they fit, else whoever carries an area or a backup. Most areas
 * first. Everybody else is in the chooser. Before anybody carries anything, the first few of the staff.
 */
export function carriers(view: OwnersView): PersonLoad[] {
  const carrying = view.people.filter((person) => person.areas > 0 || person.backups > 0);
  const shown = view.people.length > MOST_COLUMNS && carrying.length > 0 ? carrying : view.people;
  return [...shown]
    .sort((a, b) => b.areas - a.areas || b.backups - a.backups || a.who.name.localeCompare(b.who.name))
    .slice(0, MOST_COLUMNS);
}
