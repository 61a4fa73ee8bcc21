import { flushSync } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { Page } from "../backend/bindings/types";
import { changed } from "./live.svelte";
import { Pages } from "./pages.svelte";

type Asked = { cursor: string | null; limit: number };
const ALL = 2_000;

/** Rows named by list and place; the cursor is the place to go on from, and belongs to its list alone. */
function reader(name: string): { read: (page: Asked) => Promise<Page<string>>; asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    read: async (page) => {
      asked.push(page);
      if (page.cursor !== null && !page.cursor.startsWith(name)) throw new Error(`a cursor of another list: ${page.cursor}`);
      const from = page.cursor === null ? 0 : Number(page.cursor.slice(name.length));
      const rows = Array.from({ length: page.limit }, (_, at) => `${name}${String(from + at)}`);
      const end = from + page.limit;
      return { rows, next: end >= ALL ? null : `${name}${String(end)}`, total: page.cursor === null ? ALL : null, groups: [] };
    },
  };
}

let stop: () => void = () => undefined;
afterEach(() => stop());
function create(read: () => (page: Asked) => Promise<Page<string>>): Pages<string> {
  let pages: Pages<string> | undefined;
  stop = $effect.root(() => {
    pages = new Pages<string>(["request"], read);
  });
  flushSync();
  return pages as unknown as Pages<string>;
}

test("while another filter is being read, nothing goes on from the place in the old one", async () => {
  const [first, second] = [reader("a"), reader("b")];
  let which = $state.raw(first);
  const pages = create(() => which.read);
  await vi.waitFor(() => expect(pages.rows).toHaveLength(200));
  which = second;
  flushSync();
  await pages.more(); // the list on screen is still the old one, and its end is near
  await vi.waitFor(() => expect(pages.rows[0]).toBe("b0"));
  expect(pages.error).toBeUndefined();
  expect(pages.rows).toHaveLength(200);
  await pages.more();
  expect(pages.rows.at(-1)).toBe("b399");
});

test("after a change a list is read again as far as somebody looks, and scrolls on from there", async () => {
  const list = reader("a");
  const pages = create(() => list.read);
  await vi.waitFor(() => expect(pages.rows).toHaveLength(200));
  while (pages.rows.length < 1_600) await pages.more();
  pages.seen(30);
  list.asked.length = 0;
  changed(["request"]);
  flushSync();
  await vi.waitFor(() => expect(pages.rows.length).toBeLessThan(1_600));
  expect(list.asked).toHaveLength(2);
  expect(pages.rows.length).toBeGreaterThan(30 + 200);
  await pages.more();
  expect(pages.rows.at(-1)).toBe("a599");
  expect(pages.total).toBe(ALL);
});

test("a list that does not say what is seen is read again as far as it was read", async () => {
  const list = reader("a");
  const pages = create(() => list.read);
  await vi.waitFor(() => expect(pages.rows).toHaveLength(200));
  while (pages.rows.length < 600) await pages.more();
  list.asked.length = 0;
  changed(["request"]);
  flushSync();
  await vi.waitFor(() => expect(list.asked).toHaveLength(3));
  expect(pages.rows).toHaveLength(600);
});

test("a page more is put at the end of the rows that are there, and whoever shows them is told", async () => {
  const list = reader("a");
  const pages = create(() => list.read);
  await vi.waitFor(() => expect(pages.rows).toHaveLength(200));
  const told: number[] = [];
  const leave = $effect.root(() => {
    $effect(() => void told.push(pages.rows.length));
  });
  flushSync();
  const rows = pages.rows;
  await pages.more();
  flushSync();
  expect(pages.rows).toBe(rows);
  expect(told).toEqual([200, 400]);
  leave();
});

test("a reading anew that fails keeps the rows and the way on", async () => {
  const list = reader("a");
  let fails = false;
  const read = async (page: Asked): Promise<Page<string>> => {
    if (fails) throw new Error("the disk did not answer");
    return list.read(page);
  };
  const pages = create(() => read);
  await vi.waitFor(() => expect(pages.rows).toHaveLength(200));
  fails = true;
  changed(["request"]);
  flushSync();
  await vi.waitFor(() => expect(pages.error).toBeDefined());
  fails = false;
  await pages.more();
  expect(pages.rows.at(-1)).toBe("a399");
});

test("a list is read on as far as somebody needs it, or to its end", async () => {
  const list = reader("a");
  const pages = create(() => list.read);
  // Asked for before the first page is here.
  expect(await pages.upTo(500)).toBe(true);
  expect(pages.rows).toHaveLength(600);
  const scrolled = pages.more();
  expect(await pages.upTo(10_000)).toBe(true);
  await scrolled;
  expect(pages.rows).toHaveLength(ALL);
  expect(new Set(pages.rows).size).toBe(ALL);
});

test("what cannot be read on, or is another list by then, is not taken for all of it", async () => {
  const [first, second] = [reader("a"), reader("b")];
  let fails = false;
  let which = $state.raw(async (page: Asked) => {
    if (fails) throw new Error("the disk did not answer");
    return first.read(page);
  });
  const pages = create(() => which);
  await vi.waitFor(() => expect(pages.rows).toHaveLength(200));
  fails = true;
  expect(await pages.upTo(ALL)).toBe(false);
  fails = false;
  expect(await pages.upTo(400)).toBe(true);
  const all = pages.upTo(ALL);
  which = second.read;
  flushSync();
  expect(await all).toBe(false);
});

test("a list that could not be read is read when it is tried again, and what follows ends an error", async () => {
  const list = reader("a");
  let broken = true;
  const read = (page: Asked): Promise<Page<string>> => (broken ? Promise.reject(new Error("the drive did not answer")) : list.read(page));
  const pages = create(() => read);
  await vi.waitFor(() => expect(pages.error).toBeDefined());
  expect([pages.there, pages.reading]).toEqual([false, false]);
  broken = false;
  pages.again();
  flushSync();
  expect([pages.reading, pages.error === undefined]).toEqual([true, false]); // the sentence stands until it is read
  await vi.waitFor(() => expect(pages.error).toBeUndefined());
  expect([pages.there, pages.reading, pages.rows.length]).toEqual([true, false, 200]);
  broken = true;
  await pages.more();
  expect(pages.error).toBeDefined();
  broken = false;
  await pages.more();
  expect(pages.error).toBeUndefined();
  expect(pages.rows).toHaveLength(400);
});
