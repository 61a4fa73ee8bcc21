import type { Group, RequestGroup, RequestRow } from "../../backend/bindings/types";
import type { TableRow } from "../../components/table_row";
import { m } from "../../paraglide/messages.js";
import { stateName } from "../../words";
import type { RequestState } from "../../backend/bindings/schema";

/** Rows with a head where the group changes; the rows come in the order of the groups. */
export function grouped(rows: readonly RequestRow[], groups: readonly Group[]): TableRow<RequestRow>[] {
  if (groups.length === 0) return rows.map((item) => ({ kind: "item", id: item.id, item }));
  const out: TableRow<RequestRow>[] = [];
  let last: string | undefined;
  for (const item of rows) {
    if (item.group !== last) {
      out.push({ kind: "group", id: item.group, alarm: item.group === "nobody" });
      last = item.group;
    }
    out.push({ kind: "item", id: item.id, item });
  }
  return out;
}

const turnHead: Record<string, (inputs: { count: number }) => string> = {
  nobody: m.turn_nobody,
  vendor: m.turn_vendor,
  ours: m.turn_ours,
  others: m.turn_others,
  verify: m.turn_verify,
  closed: m.turn_closed,
};

/** The words over a group: its name, how many, and how many of them are late. */
export function groupHead(group: Group, by: RequestGroup): string {
  const { count, late } = group;
  if (by === "turn") {
    if (group.key === "vendor" && late > 0) return m.turn_vendor_late({ count, late });
    return turnHead[group.key]?.({ count }) ?? m.group_count({ name: group.key, count });
  }
  const name =
    group.name ??
    (by === "state"
      ? (stateName[group.key as RequestState]?.() ?? group.key)
      : by === "owner"
        ? m.group_no_owner()
        : m.group_no_area());
  return m.group_count({ name, count });
}
