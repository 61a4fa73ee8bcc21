/**
 * The scenes people see, one list for whoever looks at all of them: the pictures, axe, the Spanish run. A view joins
 * the list by being in the sidebar; what is opened on top of a view is named here.
 */
import { readFileSync } from "node:fs";

/** The views as the pages keep them, those reached from others included. */
export const VIEWS = (() => {
  const source = readFileSync(new URL("../../src/state/place.svelte.ts", import.meta.url), "utf8");
  const list = /export const VIEWS = \[([^\]]+)\]/.exec(source)?.[1];
  if (list === undefined) throw new Error("place.svelte.ts does not list the views any more");
  return [...list.matchAll(/"(\w+)"/g)].map((found) => found[1]);
})();

export const THEMES = ["light", "dark"];

/** Quick capture's window has one size. */
const CAPTURE = { page: "capture.html", width: 560, height: 184 };

/** By its key: where room is short, the middle of a row may be a button of its own. */
const openFirstRow = async (tab) => {
  await tab.getByRole("grid").focus();
  await tab.locator(".row.active").waitFor();
  await tab.keyboard.press("Enter");
};
const press = (keys) => (tab) => tab.keyboard.press(keys);
const type = (text) => (tab) => tab.keyboard.type(text);
/** A step of the monthly review: so many steps on, with what is asked of its list. */
const reviewed = (steps, keys = []) => async (tab) => {
  for (let step = 0; step < steps; step += 1) {
    await tab.keyboard.press("]");
    await tab.locator('ol [aria-current="step"]').filter({ hasText: `${step + 2}` }).waitFor();
  }
  if (keys.length > 0) await tab.locator("[data-row]").first().waitFor();
  for (const key of keys) await tab.keyboard.press(key);
};
/** The first rows selected, with a key after. */
const selected = (rows, key) => async (tab) => {
  await tab.locator(".row.active").waitFor();
  for (let row = 0; row < rows; row += 1) for (const keys of ["Space", "j"]) await tab.keyboard.press(keys);
  if (key === undefined) return;
  await tab.keyboard.press(key);
  await tab.locator("[data-modal]").waitFor();
};
const changes = (segment) => ({ view: "changes", kept: { "changes.segment": segment } });

/**
 * Each scene: its name, what `open` is told, and what is done before it is looked at. Those on an empty clinic are
 * the views alone.
 */
export const SCENES = [
  ...VIEWS.map((view) => ({ name: view, options: { view } })),
  { name: "requests, panel", options: { view: "requests" }, act: openFirstRow },
  { name: "requests, selected", options: { view: "requests" }, act: selected(3) },
  { name: "requests, merge", options: { view: "requests" }, act: selected(3, "m") },
  { name: "requests, state by its key", options: { view: "requests" }, act: selected(0, "s") },
  { name: "workarounds, panel", options: { view: "workarounds" }, act: openFirstRow },
  {
    name: "owners, hand over",
    options: { view: "owners" },
    act: async (tab) => {
      await tab.locator("tr[data-person] .link").first().click();
      await tab.getByRole("dialog").getByRole("row").nth(1).waitFor();
    },
  },
  { name: "review, hardened, panel", options: { view: "review" }, act: reviewed(1, ["Enter"]) },
  { name: "review, unowned", options: { view: "review" }, act: reviewed(2) },
  { name: "review, waiting", options: { view: "review" }, act: reviewed(3) },
  { name: "review, decisions", options: { view: "review" }, act: reviewed(6) },
  {
    name: "review, report",
    options: { view: "review" },
    act: async (tab) => {
      await reviewed(7)(tab);
      await tab.getByRole("article").waitFor();
    },
  },
  { name: "vendor packet", options: { view: "reports", kept: { "reports.report": "vendor" } } },
  { name: "friction, table", options: { view: "friction", kept: { "friction.look": "table" } } },
  { name: "changes, events", options: changes("events") },
  { name: "changes, events, panel", options: changes("events"), act: openFirstRow },
  { name: "changes, needs", options: changes("needs") },
  { name: "changes, needs, panel", options: changes("needs"), act: openFirstRow },
  { name: "changes, register, panel", options: changes("register"), act: openFirstRow },
  {
    name: "search",
    options: {},
    act: async (tab) => {
      await tab.keyboard.press("Control+k");
      await tab.keyboard.type("refill");
    },
  },
  { name: "commands", options: {}, act: press("Control+k") },
  { name: "sheet of keys", options: {}, act: press("?") },
  { name: "what was done", options: {}, act: press("Control+Alt+z") },
  { name: "trash", options: {}, act: press("Control+Alt+t") },
  { name: "request, form", options: { view: "requests" }, act: press("n") },
  { name: "workaround, form", options: { view: "workarounds" }, act: press("n") },
  { name: "change, form", options: changes("register"), act: press("n") },
  { name: "event, form", options: changes("events"), act: press("n") },
  { name: "capture", options: CAPTURE },
  { name: "capture, typing", options: CAPTURE, act: type("copy vitals 5m #rooming") },
  { name: "capture, names offered", options: CAPTURE, act: type("copy vitals 5m #r") },
  { name: "capture, new area", options: CAPTURE, act: type("copy vitals #nosucharea") },
  { name: "capture, times that cannot be", options: CAPTURE, act: type("copy vitals x0") },
  { name: "capture, patient data", options: CAPTURE, act: type("refill sent twice for SSN 000-00-0000") },
];

/** An answer of the program with a part of it put differently, from the next reading on. */
const answered = (command, part) => async (tab) => {
  await tab.route(`**/api/${command}`, async (route) => {
    const response = await route.fetch();
    const { ok } = await response.json();
    await route.fulfill({ response, json: { ok: { ...ok, ...part } } });
  });
  await tab.reload();
  await tab.getByRole("heading", { level: 1 }).first().waitFor();
};
/** A line like one that is there already, with what a repetition takes from it and an area, which it leaves. */
const pickSimilar = async (tab) => {
  const { ok } = await tab.evaluate(() => fetch("/api/workaround_list", { method: "POST", body: "{}" }).then((reply) => reply.json()));
  await tab.keyboard.type(`${ok.rows[0].title} 5m x3 #rooming`);
  await tab.locator(".sim").first().waitFor();
  await tab.keyboard.press("ArrowDown");
};
const WIDTH = { width: 1024, height: 768 };

/**
 * What is seen rarely and still looked at: one picture each, for the screenshots alone. `arrange` is given the
 * program behind the pages, `whole` asks for all of a view that something is done in first.
 */
export const RARE = [
  {
    name: "trash, full",
    options: {},
    arrange: async ({ call }) => {
      const lists = [await call("request_list", { limit: 9 }), await call("workaround_list", { limit: 3 })];
      for (const { id } of lists.flatMap(({ rows }) => rows)) await call("delete", { ids: [id] });
    },
    act: press("Control+Alt+t"),
  },
  {
    name: "workaround, so far",
    options: { ...WIDTH, view: "workarounds", kept: { "workarounds.filter": { text: "Fax" } } },
    arrange: async ({ call }) => {
      const set = { title: "Fax the referral and call to ask", break: "drift", started: "2026-11-20" };
      const { id } = await call("save", { kind: "workaround", set });
      const estimate = { workaround: { ref: id }, people: 3, uses_per_person_per_week: 12, minutes_per_use: 7, basis: "guessed", from: "2026-11-20" };
      await call("save", { kind: "estimate", set: estimate });
    },
    act: openFirstRow,
  },
  { name: "settings, second place forgotten", options: { ...WIDTH, view: "settings" }, act: answered("backups", { sample: false, second_forgotten: "settings.damaged.json" }), whole: true },
  {
    name: "opening",
    options: WIDTH,
    act: async (tab) => {
      await tab.route("**/api/app_state", () => undefined);
      await tab.reload({ waitUntil: "commit" });
      await tab.waitForTimeout(1_800); // the second sentence comes after 1.5 s
    },
    moving: true,
  },
  { name: "capture, pick", options: CAPTURE, act: pickSimilar },
  {
    name: "capture, kept in the line",
    options: CAPTURE,
    act: async (tab) => {
      await pickSimilar(tab);
      await tab.keyboard.press("Enter");
      await tab.getByRole("status").filter({ hasText: "#rooming" }).waitFor();
    },
  },
  ...VIEWS.map((view) => ({ name: `${view}, at 200 %`, options: { ...WIDTH, view, kept: { "appearance.scale": 200 } } })),
  ...["requests", "workarounds"].map((view) => ({ name: `${view}, panel, at 200 %`, options: { ...WIDTH, view, kept: { "appearance.scale": 200 } }, act: openFirstRow })),
  ...VIEWS.map((view) => ({ name: `${view}, forced colours`, options: { ...WIDTH, view, forcedColors: "active" } })),
];

/** Whether a scene is a window of one size, which no wider window changes. */
export const isCapture = (scene) => scene.options.page === CAPTURE.page;
