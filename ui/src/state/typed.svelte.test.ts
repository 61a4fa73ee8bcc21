import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backend, BackendError } from "../backend";
import type * as Seam from "../backend";
import { Form } from "./form.svelte";
import { keepTyped } from "./typed.svelte";
import { forgetTyped } from "./unsaved";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: { call: vi.fn(), onChanged: () => () => undefined, shell: {} },
}));
const call = vi.mocked(backend.call) as unknown as ReturnType<typeof vi.fn>;

/** A form of a title and a day, as a component holds it. */
class Page {
  about: string | null = $state(null);
  title = $state("");
  day = $state("");
  readonly form = new Form();
  /** What the record says, and what the form takes for what was on the screen. */
  record: { title: string; day: string };
  seen = { title: "", day: "" };
  readonly leave: () => void;

  constructor(record: { title: string; day: string }) {
    this.record = record;
    this.leave = $effect.root(() => {
      keepTyped(this.form, () => this.about, {
        start: () => ({ title: this.title, day: this.day } = this.record),
        begin: () => (this.seen = { title: this.title, day: this.day }),
        read: () => ({ title: this.title, day: this.day }),
        put: (typed) => ({ title: this.title, day: this.day } = typed),
      });
    });
    pages.push(this);
  }
  /** A key press is an event of its own. */
  type(title: string): void {
    this.title = title;
    flushSync();
  }
  show(about: string | null): void {
    this.about = about;
    flushSync();
  }
}
let pages: Page[] = [];
const saved = { id: "1", key: null, label: { code: "commented", args: [] }, changed: [], act: null, left_alone: 0 };

beforeEach(() => {
  pages = [];
  forgetTyped();
  call.mockReset();
});
afterEach(() => pages.forEach((page) => page.leave()));

test("what was typed and not saved stands in the form when it opens again for the same thing", () => {
  const page = new Page({ title: "Old", day: "2026-11-01" });
  page.show("event:1");
  expect(page.form.broughtBack).toBe(false);
  page.type("Typed");
  page.show(null);
  page.show("event:1");
  expect([page.title, page.day]).toEqual(["Typed", "2026-11-01"]);
  expect(page.form.broughtBack).toBe(true);
});

test("it belongs to its thing: another one never shows it, also where the form only changes things", () => {
  const page = new Page({ title: "", day: "" });
  page.show("comment:a");
  page.type("About a");
  page.show("comment:b");
  expect(page.title).toBe("");
  page.show("comment:a");
  expect(page.title).toBe("About a");
});

test("it outlives the form's component", () => {
  const first = new Page({ title: "", day: "" });
  first.show("event:");
  first.type("Typed");
  first.leave();
  const second = new Page({ title: "", day: "" });
  second.show("event:");
  expect(second.title).toBe("Typed");
});

test("an untouched field follows the record; a touched one keeps beside it what was on the screen", () => {
  const page = new Page({ title: "Old", day: "2026-11-01" });
  page.show("event:1");
  page.type("Typed");
  page.show(null);
  page.record = { title: "Elsewhere", day: "2026-11-09" };
  page.show("event:1");
  expect([page.title, page.day]).toEqual(["Typed", "2026-11-09"]);
  expect(page.seen).toEqual({ title: "Old", day: "2026-11-09" });
  // Closed again without another letter: still there, still beside what was seen.
  page.show(null);
  page.show("event:1");
  expect([page.title, page.seen.title]).toEqual(["Typed", "Old"]);
});

test("saving ends it, a refusal does not", async () => {
  const page = new Page({ title: "", day: "" });
  page.show("comment:a");
  page.type("82 year old");
  call.mockRejectedValueOnce(new BackendError("phi_blocked", "raw", "text", "age"));
  expect(await page.form.send("comment", { item: "a", text: page.title })).toBeNull();
  page.show(null);
  page.show("comment:a");
  expect(page.title).toBe("82 year old");
  page.type("Somebody old");
  call.mockResolvedValueOnce(saved);
  expect(await page.form.send("comment", { item: "a", text: page.title })).not.toBeNull();
  page.show(null);
  page.show("comment:a");
  expect(page.title).toBe("");
});

test("a form that closed while it was being saved keeps nothing once it is saved", async () => {
  const page = new Page({ title: "", day: "" });
  page.show("comment:a");
  page.type("Typed");
  let answer: (reply: typeof saved) => void = () => undefined;
  call.mockReturnValueOnce(new Promise<typeof saved>((done) => (answer = done)));
  const sending = page.form.send("comment", { item: "a", text: page.title });
  page.show(null);
  answer(saved);
  await sending;
  page.show("comment:a");
  expect(page.title).toBe("");
});

test("thrown away on purpose is gone, by cancelling, starting over or taking the words back", () => {
  const page = new Page({ title: "Old", day: "" });
  page.show("event:1");
  page.type("Typed");
  page.form.letGo();
  page.show(null);
  page.show("event:1");
  expect(page.title).toBe("Old");

  page.type("Typed");
  page.show(null);
  page.show("event:1");
  page.form.startAgain();
  flushSync();
  expect([page.title, page.form.broughtBack]).toEqual(["Old", false]);
  page.show(null);
  page.show("event:1");
  expect(page.title).toBe("Old");

  page.type("Typed");
  page.show(null);
  page.show("event:1");
  page.type("Old");
  page.show(null);
  page.show("event:1");
  expect([page.title, page.form.broughtBack]).toEqual(["Old", false]);
});

test("a text removed from the record does not come back out of a form", () => {
  const page = new Page({ title: "", day: "" });
  page.show("event:");
  page.type("A name");
  page.show(null);
  forgetTyped();
  page.show("event:");
  expect(page.title).toBe("");
});
