import type { Block } from "../../backend/bindings/types";

/** The blocks of a report as they stand together on a page: the heading of a part with what is told under it. */
export function partsOf(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  for (const block of blocks) {
    const open = parts.at(-1);
    if (block.kind === "terms" && open?.[0]?.kind === "part") open.push(block);
    else parts.push([block]);
  }
  return parts;
}
