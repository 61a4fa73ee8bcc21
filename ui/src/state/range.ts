/** A range that is drawn in a list step by step. */
export interface Range {
  anchor: string;
  end: string;
  /** What it marked, without what was marked before. */
  marked: ReadonlySet<string>;
}

/** From one to the other, both included, whichever stands first; nothing where one of them is not in the list. */
export function between(order: readonly string[], one: string, other: string): string[] | undefined {
  const [from, to] = [order.indexOf(one), order.indexOf(other)];
  if (from < 0 || to < 0) return undefined;
  return order.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/**
 * The range after a step of the keys from a row to the next, with what it holds and what it let go of. Where the keys went on
 * by themselves since, another one begins at the row they step from.
 */
export function stepped(
  range: Range | undefined,
  { from, to, order, marked }: { from: string; to: string; order: readonly string[]; marked: ReadonlySet<string> },
): { range: Range; holds: string[]; lets: string[] } {
  const goesOn: Range = range?.end === from ? range : { anchor: from, end: from, marked: new Set() };
  const holds = between(order, goesOn.anchor, to) ?? [to];
  const held = new Set(holds);
  return {
    range: { anchor: goesOn.anchor, end: to, marked: new Set(holds.filter((id) => goesOn.marked.has(id) || !marked.has(id))) },
    holds,
    lets: [...goesOn.marked].filter((id) => !held.has(id)),
  };
}
