import type { ItemLink, PromiseLine } from "../../backend/bindings/types";
import type { PromiseFilter } from "./view.svelte";

/** The promises of one request. */
export interface RequestPromises {
  request: ItemLink;
  lines: PromiseLine[];
}

/** The promises a filter leaves, by request; requests stand where their first promise stood. */
export function byRequest(promises: readonly PromiseLine[], filter: PromiseFilter): RequestPromises[] {
  const groups = new Map<string, RequestPromises>();
  for (const line of promises) {
    if (filter.outcome != null && line.outcome !== filter.outcome) continue;
    if (filter.clock != null && line.clock !== filter.clock) continue;
    if (filter.moved === true && line.slips === 0) continue;
    const group = groups.get(line.request.id);
    if (group === undefined) groups.set(line.request.id, { request: line.request, lines: [line] });
    else group.lines.push(line);
  }
  return [...groups.values()];
}
