import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backend, BackendError } from "../backend";
import type * as Seam from "../backend";
import type { Saved } from "../backend/bindings/types";
import { Form } from "./form.svelte";
import { keepTyped } from "./typed.svelte";
import { FIRST_RUN, forgetRecord, forgetTyped } from "./unsaved";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: { call: vi.fn(), onChanged: () => () => undefined, shell: {} },
}));
const call = vi.mocked(backend.call) as unknown as ReturnType<typeof vi.fn>;

type Said = { title: string; day: string };
const NOTHING: Said = { title: "", day: "" };

/** A form of a title and a day, as a component holds it: a dialog, or a card that stands open. */
class Page {
  about: string | null = $state(null);
  title = $state("");
  day = $state("");
  readonly form = new Form();
  /** What the record says, and what the form takes for what was on the screen. */
  record: Said = $state.raw(NOTHING);
  seen = NOTHING;
  readonly leave: () => void;

  constructor(record: Said = NOTHING, stands = false) {
    this.record = record;
    this.leave = $effect.root(() => {
      keepTyped(this.form, () => this.about, {
        start: () => ({ title: this.title, day: this.day } = this.record),
        begin: () => (this.seen = { title: this.title, day: this.day }),
        read: () => ({ title: this.title, day: this.day }),
        put: (typed) => ({ title: this.title, day: this.day } = typed),
        ...(stands ? { follows: () => this.record } : {}),
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
  /** Closes the form as a stray click does, and opens it again. */
  reopen(about: string): void {
    this.show(null);
    this.show(about);
  }
  /** Opens the form, types into it, and opens it again. */
  typeAndReopen(about: string, title: string): void {
    this.show(about);
    this.type(title);
    this.reopen(about);
  }
  /** Somebody else's writing has come. */
  says(record: Said): void {
    this.record = record;
    flushSync();
  }
  send(): Promise<Saved | null> {
    return this.form.send("comment", { item: "a", text: this.title });
  }
}
let pages: Page[] = [];
const saved: Saved = { id: "1", key: null, label: { code: "commented", args: [] }, changed: [], act: null, left_alone: 0 };
/** A backend that answers when it is told to. */
function held(): (reply: Saved) => void {
  let answer: (reply: Saved) => void = () => undefined;
  call.mockReturnValueOnce(new Promise<Saved>((done) => (answer = done)));
  return (reply) => answer(reply);
}

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
  page.typeAndReopen("event:1", "Typed");
  expect([page.title, page.day]).toEqual(["Typed", "2026-11-01"]);
  expect(page.form.broughtBack).toBe(true);
});

test("it belongs to its thing: another one never shows it, also where the form only changes things", () => {
  const page = new Page();
  page.show("comment:a");
  page.type("About a");
  page.show("comment:b");
  expect(page.title).toBe("");
  page.show("comment:a");
  expect(page.title).toBe("About a");
});

test("it outlives the form's component", () => {
  const first = new Page();
  first.show("event:");
  first.type("Typed");
  first.leave();
  const second = new Page();
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
  page.reopen("event:1");
  expect([page.title, page.seen.title]).toEqual(["Typed", "Old"]);
});

test("saving ends it, a refusal does not", async () => {
  const page = new Page();
  page.show("comment:a");
  page.type("82 year old");
  call.mockRejectedValueOnce(new BackendError("phi_blocked", "raw", "text", "age"));
  expect(await page.send()).toBeNull();
  page.reopen("comment:a");
  expect(page.title).toBe("82 year old");
  page.type("Somebody old");
  call.mockResolvedValueOnce(saved);
  expect(await page.send()).not.toBeNull();
  page.reopen("comment:a");
  expect(page.title).toBe("");
});

test("a form that closed while it was being saved keeps nothing once it is saved", async () => {
  const page = new Page();
  page.show("comment:a");
  page.type("Typed");
  const answer = held();
  const sending = page.send();
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
  page.reopen("event:1");
  expect(page.title).toBe("Old");

  page.typeAndReopen("event:1", "Typed");
  page.form.startAgain();
  flushSync();
  expect([page.title, page.form.broughtBack]).toEqual(["Old", false]);
  page.reopen("event:1");
  expect(page.title).toBe("Old");

  page.typeAndReopen("event:1", "Typed");
  page.typeAndReopen("event:1", "Old");
  expect([page.title, page.form.broughtBack]).toEqual(["Old", false]);
});

test("a text removed from the record does not come back out of a form", () => {
  const page = new Page();
  page.show("event:");
  page.type("A name");
  page.show(null);
  forgetTyped();
  page.show("event:");
  expect(page.title).toBe("");
});

test("another record brings its own forms; only what stands before there is a record stays", () => {
  const page = new Page();
  for (const about of ["request:", FIRST_RUN]) {
    page.show(about);
    page.type(`Typed in ${about}`);
    page.show(null);
  }
  forgetRecord();
  page.show("request:");
  expect(page.title).toBe("");
  page.show(FIRST_RUN);
  expect(page.title).toBe(`Typed in ${FIRST_RUN}`);
});

test("a card that stands open: untouched fields follow the record, a touched one stays beside what was seen", () => {
  const card = new Page({ title: "Old", day: "2026-11-01" }, true);
  card.show("clinic:1");
  card.says({ title: "Elsewhere", day: "2026-11-01" });
  expect([card.title, card.seen.title]).toEqual(["Elsewhere", "Elsewhere"]);
  card.type("Typed");
  card.says({ title: "Again elsewhere", day: "2026-11-09" });
  expect([card.title, card.day]).toEqual(["Typed", "2026-11-09"]);
  expect(card.seen).toEqual({ title: "Elsewhere", day: "2026-11-09" });
  expect(card.form.broughtBack, "it never went away").toBe(false);
  card.leave();
  const later = new Page({ title: "Again elsewhere", day: "2026-11-09" }, true);
  later.show("clinic:1");
  expect([later.title, later.seen.title, later.form.broughtBack]).toEqual(["Typed", "Elsewhere", true]);
});

for (const record of ["before", "after"]) {
  test(`a card that is saved goes on from what was sent, the record read again ${record} the answer came`, async () => {
    const card = new Page({ title: "Old", day: "" }, true);
    card.typeAndReopen("clinic:1", "Sent");
    const answer = held();
    const sending = card.send();
    card.type("Sent, and more");
    if (record === "before") card.says({ title: "Sent", day: "" });
    answer(saved);
    await sending;
    expect([card.title, card.seen.title, card.form.broughtBack]).toEqual(["Sent, and more", "Sent", false]);
    if (record === "after") card.says({ title: "Sent", day: "" });
    expect([card.title, card.seen.title]).toEqual(["Sent, and more", "Sent"]);
    card.reopen("clinic:1");
    expect([card.title, card.form.broughtBack]).toEqual(["Sent, and more", true]);
    card.typeAndReopen("clinic:1", "Sent");
    expect(card.form.broughtBack, "nothing is left to save").toBe(false);
  });
}
