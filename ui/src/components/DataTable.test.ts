import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { listen } from "../shortcuts/listen.svelte";
import DataTable from "./DataTable.svelte";

interface Thing {
  id: string;
  title: string;
}
const things = (count: number): { kind: "item"; id: string; item: Thing }[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "item",
    id: `t${index}`,
    item: { id: `t${index}`, title: `Thing ${index}` },
  }));
const title = createRawSnippet<[Thing]>((thing) => ({ render: () => `<span>${thing().title}</span>` }));
const props = (count: number): Record<string, unknown> => ({
  id: "things",
  label: "Things",
  columns: [{ key: "title", head: "Title", track: "1fr", cell: title }],
  rows: things(count),
  rowHeight: 44,
  onopen: vi.fn(),
});
const grid = (): HTMLElement => screen.getByRole("grid");
const active = (): string | null => grid().getAttribute("aria-activedescendant");

// The page under test has no layout: the list is told how much of it can be seen.
beforeEach(() => {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(900);
  return () => vi.restoreAllMocks();
});

test("100,000 rows cost no more elements than a screenful", () => {
  render(DataTable, props(100_000) as never);
  expect(grid().getAttribute("aria-rowcount")).toBe("100001");
  expect(document.querySelectorAll("*").length).toBeLessThan(1_500);
});

test("a key that comes before the rows brings the keys to the list, and the first row has them when it comes", async () => {
  const { rerender } = render(DataTable, props(0) as never);
  const elsewhere = document.body.appendChild(document.createElement("button"));
  elsewhere.focus();
  const stop = listen();
  await fireEvent.keyDown(elsewhere, { key: "j" });
  expect(document.activeElement).toBe(grid());
  await rerender(props(3) as never);
  expect(active()).toBe("things-t0");
  stop();
  elsewhere.remove();
});

test("j and k, arrows, Home and End move; Enter opens; Space selects", async () => {
  const onselect = vi.fn();
  const onopen = vi.fn();
  const given = { ...props(30), onselect, onopen };
  render(DataTable, given as never);
  await fireEvent.focus(grid());
  expect(active()).toBe("things-t0");
  await fireEvent.keyDown(grid(), { key: "j" });
  await fireEvent.keyDown(grid(), { key: "ArrowDown" });
  expect(active()).toBe("things-t2");
  await fireEvent.keyDown(grid(), { key: "k" });
  expect(active()).toBe("things-t1");
  await fireEvent.keyDown(grid(), { key: "End" });
  expect(active()).toBe("things-t29");
  await fireEvent.keyDown(grid(), { key: "Home" });
  expect(active()).toBe("things-t0");
  await fireEvent.keyDown(grid(), { key: "ArrowUp" });
  expect(active()).toBe("things-t0");
  await fireEvent.keyDown(grid(), { key: "Enter" });
  expect(onopen).toHaveBeenCalledWith("t0");
  await fireEvent.keyDown(grid(), { key: " " });
  expect(onselect).toHaveBeenCalledWith("t0", false);
});

test("a group's head is passed over", async () => {
  const rows = [{ kind: "group", id: "g" }, ...things(2)];
  render(DataTable, { ...props(0), rows } as never);
  await fireEvent.focus(grid());
  expect(active()).toBe("things-t0");
});
