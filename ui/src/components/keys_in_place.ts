import type { TableRow } from "./table_row";

/** Where an item stands in the list, and the items beside it. */
interface Stand {
  group: string | undefined;
  above: string | undefined;
  below: string | undefined;
}

/** The rows without those that went together, but for the one that has the keys. */
function without<T>(stood: readonly TableRow<T>[], after: readonly TableRow<T>[], together: readonly string[], active: string): TableRow<T>[] {
  const gone = new Set(together);
  const here = new Set(after.map((row) => row.id));
  return stood.filter((row) => row.id === active || here.has(row.id) || !gone.has(row.id));
}

function standOf<T>(rows: readonly TableRow<T>[], id: string): Stand | undefined {
  const at = rows.findIndex((row) => row.kind === "item" && row.id === id);
  if (at < 0) return undefined;
  const items = (from: number, step: 1 | -1): string | undefined => {
    for (let index = from; index >= 0 && index < rows.length; index += step) {
      const row = rows[index];
      if (row?.kind === "item") return row.id;
    }
    return undefined;
  };
  let group: string | undefined;
  for (let index = at; index >= 0 && group === undefined; index -= 1) {
    const row = rows[index];
    if (row?.kind === "group") group = row.id;
  }
  return { group, above: items(at - 1, -1), below: items(at + 1, 1) };
}

/**
 * Which row has the keys once the list was read again. Where an act moved the keys' row into another group, or out of the
 * list, the next row in place has them: people work down a list, and do not follow what they are done with. In a list that
 * is grouped or filtered in another way nothing stands where it stood; there the row keeps the keys.
 *
 * @param together Rows that were selected: those of them that are gone went with one act, as if they had never stood there.
 */
export function keysAfter<T>(
  stood: readonly TableRow<T>[],
  after: readonly TableRow<T>[],
  active: string,
  together: readonly string[] = [],
): string {
  const before = together.length === 0 ? stood : without(stood, after, together, active);
  const was = standOf(before, active);
  if (was === undefined) return active;
  const now = standOf(after, active);
  if (now !== undefined && now.group === was.group) return active;
  const stays = (id: string | undefined): id is string => {
    const stood = id === undefined ? undefined : standOf(before, id);
    const stands = id === undefined ? undefined : standOf(after, id);
    return stood !== undefined && stands !== undefined && stood.group === stands.group;
  };
  // Gone, with its neighbours side by side: a filter takes more than one row.
  const closed = stays(was.below) ? standOf(after, was.below)?.above === was.above : was.below === undefined;
  if (now === undefined && !closed) return active;
  return stays(was.below) ? was.below : stays(was.above) ? was.above : active;
}
