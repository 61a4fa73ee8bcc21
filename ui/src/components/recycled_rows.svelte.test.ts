import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet, tick } from "svelte";
import { beforeEach, expect, test, vi } from "vitest";
import DataTable from "./DataTable.svelte";

interface Thing {
  id: string;
  title: string;
}
const ROW_PX = 44;
const rows = Array.from({ length: 500 }, (_, index) => ({
  kind: "item" as const,
  id: `t${index}`,
  item: { id: `t${index}`, title: `Thing ${index}` },
}));
/** A cell with a button, that says what its row says now. */
const cell = createRawSnippet<[Thing]>((thing) => ({
  render: () => "<button></button>",
  setup: (button) => {
    $effect(() => {
      button.textContent = thing().title;
    });
  },
}));
const props = {
  id: "things",
  label: "Things",
  columns: [{ key: "title", head: "Title", track: "1fr", cell }],
  rows,
  rowHeight: ROW_PX,
  onopen: vi.fn(),
};
const grid = (): HTMLElement => screen.getByRole("grid");
const drawn = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-row]")];
async function scrollTo(index: number): Promise<void> {
  grid().scrollTop = index * ROW_PX;
  await fireEvent.scroll(grid());
  await tick();
}

// The page under test has no layout: the list is told how much of it can be seen.
beforeEach(() => {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(900);
  return () => vi.restoreAllMocks();
});

test("a row that comes is drawn in the element of one that went", async () => {
  render(DataTable, props as never);
  await scrollTo(40); // in the middle, so that rows are drawn above and below
  const elements = new Set(drawn());
  for (const index of [53, 47, 200, 480]) {
    await scrollTo(index);
    expect(drawn().filter((element) => !elements.has(element))).toEqual([]);
    expect(drawn().length).toBe(elements.size);
  }
});

test("rows stand in the page in their order, and say what is theirs, wherever the list was scrolled to", async () => {
  render(DataTable, props as never);
  for (const index of [40, 53, 12, 300, 297, 0, 480]) {
    await scrollTo(index);
    const shown = drawn().map((element) => ({
      row: element.dataset["row"],
      index: Number(element.getAttribute("aria-rowindex")),
      says: element.textContent.trim(),
      at: element.style.transform,
    }));
    const first = shown[0]?.index ?? 0;
    expect(shown).toEqual(
      shown.map((_, nth) => {
        const at = first + nth - 2; // the head is row 1
        return { row: `t${at}`, index: at + 2, says: `Thing ${at}`, at: `translateY(${at * ROW_PX}px)` };
      }),
    );
    expect(shown.some((row) => row.row === `t${index}`)).toBe(true);
  }
});

test("keys on a button of a row that scrolls away come back to the list, on that row", async () => {
  render(DataTable, props as never);
  screen.getByRole("button", { name: "Thing 3" }).focus();
  await scrollTo(100);
  expect(document.activeElement).toBe(grid());
  await fireEvent.keyDown(grid(), { key: "j" });
  expect(grid().getAttribute("aria-activedescendant") ?? "things-t4").toBe("things-t4");
  await scrollTo(0);
  expect(grid().getAttribute("aria-activedescendant")).toBe("things-t4");
});
