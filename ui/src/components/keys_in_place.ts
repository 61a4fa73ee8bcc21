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

/** Whether this row stands in the same group before and after. */
function stays<T>(before: readonly TableRow<T>[], after: readonly TableRow<T>[], id: string | undefined): id is string {
  const stood = id === undefined ? undefined : standOf(before, id);
  const stands = id === undefined ? undefined : standOf(after, id);
  return stood !== undefined && stands !== undefined && stood.group === stands.group;
}

/**
 * Whether an act moved this row into another group, past rows that stand where they stood. In a list that is grouped in another
 * way nothing stands where it stood.
 */
export function movedAway<T>(stood: readonly TableRow<T>[], after: readonly TableRow<T>[], id: string): boolean {
  const was = standOf(stood, id);
  const now = standOf(after, id);
  if (was === undefined || now === undefined || was.group === now.group) return false;
  return stays(stood, after, was.below) || stays(stood, after, was.above);
}

/**
 * Which row has the keys once the list was read again. They stay with their row wherever it is listed now: the next key is
 * meant for what was just acted on, and must not meet another one. Where an act took it out of the list, the next row in place
 * has them. In a list that is filtered in another way nothing stands where it stood; there the row keeps the keys.
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
  if (standOf(after, active) !== undefined) return active;
  // Gone, with its neighbours side by side: a filter takes more than one row.
  const { above, below } = was;
  const closed = stays(before, after, below) ? standOf(after, below)?.above === above : below === undefined;
  if (!closed) return active;
  return stays(before, after, below) ? below : stays(before, after, above) ? above : active;
}
