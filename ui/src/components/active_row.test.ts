import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet, tick } from "svelte";
import { beforeEach, expect, test, vi } from "vitest";
import DataTable from "./DataTable.svelte";

const rows = Array.from({ length: 9 }, (_, index) => ({ kind: "item" as const, id: `t${index}`, item: { id: `t${index}` } }));
const without = (...gone: string[]): typeof rows => rows.filter((row) => !gone.includes(row.id));
const cell = createRawSnippet(() => ({ render: () => "<span>Thing</span>" }));
const props = {
  id: "things",
  label: "Things",
  columns: [{ key: "title", head: "Title", track: "1fr", cell }],
  rowHeight: 44,
  onopen: vi.fn(),
  onselect: vi.fn(),
};
const keysOn = (): string | null => screen.getByRole("grid").getAttribute("aria-activedescendant");

// The page under test has no layout: the list is told how much of it can be seen.
beforeEach(() => {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(900);
  return () => vi.restoreAllMocks();
});

/** Keys on the third of nine rows, with it and the next one selected. */
async function twoSelected(): Promise<(now: object) => Promise<void>> {
  const { rerender } = render(DataTable, { ...props, rows, selected: new Set<string>() } as never);
  screen.getByRole("grid").focus();
  await tick();
  for (const on of ["things-t1", "things-t2"]) {
    await fireEvent.keyDown(screen.getByRole("grid"), { key: "j" });
    expect(keysOn()).toBe(on);
  }
  const becomes = async (now: object): Promise<void> => {
    await rerender(now as never);
    await tick();
  };
  await becomes({ selected: new Set(["t2", "t3"]) });
  return becomes;
}

test("after selected rows went with one act, which ended the selection, the row below them has the keys", async () => {
  const becomes = await twoSelected();
  await becomes({ selected: new Set() });
  await becomes({ rows: without("t2", "t3") });
  expect(keysOn()).toBe("things-t4");
});

test("rows that were selected once, and let go, are no act's any more once somebody went on", async () => {
  const becomes = await twoSelected();
  await becomes({ selected: new Set() });
  await fireEvent.keyDown(screen.getByRole("grid"), { key: "k" });
  await fireEvent.keyDown(screen.getByRole("grid"), { key: "j" });
  expect(keysOn()).toBe("things-t2");
  await becomes({ rows: without("t2", "t3") });
  expect(keysOn()).not.toBe("things-t4");
});
