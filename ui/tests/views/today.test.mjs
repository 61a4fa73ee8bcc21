import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const list = (tab) => tab.getByRole("list", { name: "Changes in the chart, by number" });

for (const [theme, width] of [
  ["light", 1600],
  ["dark", 1024],
]) {
  test(`a change that the chart marks by number is named below it, ${theme} ${width}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "today", theme, width });
    await list(tab).waitFor();
    const events = await stage.call("event_list", {});
    const named = await list(tab).getByRole("listitem").allInnerTexts();
    const drawn = await tab.locator(".drawing svg text").allTextContents();
    const titles = new Set(events.rows.map((event) => event.title));
    assert.ok(named.length > 1);
    for (const [index, text] of named.entries()) {
      const [, number, title] = /^(\d+): (.+)$/.exec(text) ?? [];
      assert.equal(number, `${index + 1}`);
      assert.ok(titles.has(title), `${title} is a change event`);
    }
    assert.ok(drawn.some((text) => text === "1" || text.startsWith("1-")), "the numbers stand in the chart");
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a chart that names its changes has no list, and areas without anything in them are told no zero", async (t) => {
  const small = await start({ sample: false });
  t.after(() => small.stop());
  const clinic = { clinic: "Birch Lane Practice", time_zone: "America/Denver", ehr: "Marlet EHR", vendor: "Marlet" };
  await small.call("first_run", { ...clinic, go_live: "2026-09-01" });
  await small.call("save", { kind: "area", set: { key: "Refills" } });
  await small.call("save", { kind: "event", set: { title: "Dr. B. joins", kind: "staff", on: "2026-10-10" } });
  const { tab, complaints, close } = await open(small, { view: "today" });
  await tab.locator(".drawing svg").first().waitFor();
  const drawn = await tab.locator(".drawing svg text").allTextContents();
  assert.ok(drawn.includes("Dr. B. joins"), `named in the chart: ${drawn.join(", ")}`);
  await becomes(() => list(tab).count(), 0);
  await tab.getByText("Area nobody owns").first().waitFor();
  await becomes(() => tab.getByText("0 open requests").count(), 0);
  // Where nothing is measured there is nothing that could be compared later.
  await tab.getByText("Not measured").first().waitFor();
  await becomes(() => tab.getByText("not yet comparable").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("what needs somebody is said in whole sentences", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  await tab.locator("li.need .meta").first().waitFor();
  for (const said of await tab.locator("li.need .meta").allInnerTexts()) assert.match(said, /\.$/);
  await close();
});

test("an alarm is told by a sign where the system sets the colours", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today", forcedColors: "active" });
  const rows = tab.getByRole("region", { name: "Needs you" }).locator("li.need");
  await rows.first().waitFor();
  const signed = () => rows.evaluateAll((all) => all.map((row) => [row.classList.contains("alarm"), row.querySelector(".t svg") !== null]));
  const told = await signed();
  assert.ok(told.some(([alarm]) => alarm) && told.some(([alarm]) => !alarm), "alarms, and needs that are none");
  for (const [alarm, sign] of told) assert.equal(sign, alarm);
  assert.deepEqual(complaints, []);
  await close();
});

test("a phase says its counts, and what comes next says what it is", async () => {
  const { phase, next } = await stage.call("today");
  const { tab, close } = await open(stage, { view: "today" });
  const card = tab.locator(".phase");
  await card.getByText(`“${phase.voiced}”. It takes 3 or more.`).waitFor();
  await card.getByRole("button", { name: "All 12 tests" }).click();
  const pace = card.getByRole("listitem").filter({ hasText: "Not going quiet" });
  assert.match(await pace.innerText(), /\d entries a week, [\d.]+ before\. Quiet is [\d.]+ or less\./);
  const promises = next.filter((upcoming) => upcoming.what.code.startsWith("promise"));
  assert.ok(promises.length > 0, "the sample has one");
  const days = tab.getByRole("region", { name: "Next ten days" });
  await becomes(() => days.getByRole("button", { name: /, promised(, moved .+)?$/ }).count(), promises.length);
  await close();
});

/** What a need's act opens shows as many rows as the need counts; read from what people see. */
const rowsOpened = {
  areas_unowned: (tab) => tab.locator("tr[data-area]").count(),
  requests_unowned: listed,
  promises_late: listed,
  hardened: listed,
  people_to_tell: listed,
  to_verify: listed,
  reviews_due: async (tab) => (await tab.locator("tr[data-area]").count()) + (await tab.locator("tr[data-person]").count()),
  decisions_due: listed,
  contract_notice: (tab) => tab.locator("section.card .near").count(),
};

async function listed(tab) {
  const grid = tab.getByRole("grid").first();
  await grid.locator('[role="row"][aria-selected]').first().waitFor();
  return Number(await grid.getAttribute("aria-rowcount")) - 1;
}

test("every need opens exactly what it counted, with its filter as a chip to take out", async (t) => {
  const clinic = await start();
  t.after(() => clinic.stop());
  const owners = await clinic.call("owners", {});
  const owned = owners.areas.find((area) => area.owner?.id);
  const accepted = (await clinic.call("workaround_list", { filter: { stage: "accepted" } })).rows[0];
  const [live] = (await clinic.call("app_state", {})).systems.filter((system) => system.retired === null);
  await clinic.call("save", { kind: "area", id: owned.id, set: { review_every_days: 30, last_reviewed: "2026-10-01" } });
  await clinic.call("save", { kind: "person", id: owned.owner.id, set: { review_every_days: 30, last_reviewed: "2026-10-01" } });
  await clinic.call("save", { kind: "workaround", id: accepted.id, set: { review_on: "2026-12-01" } });
  await clinic.call("save", { kind: "system", id: live.id, set: { contract_notice_on: "2027-01-15" } });
  const [delivered] = (await clinic.call("request_list", { filter: { states: ["delivered"] } })).rows;
  const set = { title: "Fax the recalls by hand", break: "drift", started: "2026-09-01" };
  const { id: replaced } = await clinic.call("save", { kind: "workaround", set });
  await clinic.call("link", { request: delivered.id, workaround: replaced });
  const { needs } = await clinic.call("today", {});
  assert.deepEqual(needs.map((need) => need.kind).sort(), Object.keys(rowsOpened).sort(), "every kind of need is met");
  for (const [at, need] of needs.entries()) {
    // Filters and a look left behind from another day must not narrow what opens.
    const kept = {
      "requests.group": "none",
      "requests.look": "triage",
      "requests.filter": { safety: true },
      "workarounds.filter": { safety: true },
    };
    const { tab, complaints, close } = await open(clinic, { view: "today", kept });
    const row = tab.locator("li.need").nth(at);
    assert.equal(await row.locator(".c").innerText(), `${need.count}`);
    await row.getByRole("button").click();
    await tab.locator("h1", { hasText: "Today" }).waitFor({ state: "detached" });
    await settled(tab);
    await tab.waitForFunction(() => document.querySelector("main, .body") !== null);
    assert.equal(await rowsOpened[need.kind](tab), need.count, need.kind);
    if (need.kind !== "contract_notice") {
      const chip = tab.locator(".tools .chip.on").first();
      await chip.waitFor();
      assert.deepEqual(await violations(tab), []);
    }
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("a filter that Today set is taken out by its chip", async () => {
  const { needs } = await stage.call("today", {});
  const at = needs.findIndex((need) => need.kind === "people_to_tell");
  const { tab, close } = await open(stage, { view: "today", kept: { "requests.group": "none" } });
  await tab.locator("li.need").nth(at).getByRole("button").click();
  await tab.getByRole("button", { name: "Somebody to tell", pressed: true }).click();
  const { total } = await stage.call("request_list", {});
  assert.ok(total > needs[at].count);
  await tab.getByRole("status").filter({ hasText: `${total} ` }).first().waitFor({ state: "attached" });
  await close();
});

test("a count of many digits stands beside its words, never in them", async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1024, height: 700 } });
  const tab = await context.newPage();
  await tab.route("**/api/today", async (route) => {
    const reply = await route.fetch();
    const { ok } = await reply.json();
    for (const [at, need] of ok.needs.entries()) need.count = [123, 100_000, 7][at % 3];
    await route.fulfill({ response: reply, json: { ok } });
  });
  await tab.goto(`${stage.base}/index.html`);
  const needs = tab.locator("li.need");
  await needs.first().waitFor();
  const places = await needs.evaluateAll((rows) =>
    rows.map((row) => {
      const count = row.querySelector(".c");
      const range = document.createRange();
      range.selectNodeContents(count);
      return { text: count.textContent, right: range.getBoundingClientRect().right, words: row.querySelector(".words").getBoundingClientRect().left };
    }),
  );
  assert.ok(places.some((place) => place.text === "100,000") && places.some((place) => place.text === "123"));
  for (const { text, right, words } of places) assert.ok(right + 8 <= words, `${text} ends at ${right}, its words begin at ${words}`);
  assert.equal(new Set(places.map((place) => place.words)).size, 1, "the words of all rows begin in one line");
  await context.close();
});

test("each row gives its button what that needs, and no other row pays for it", async () => {
  const { tab, close } = await open(stage, { view: "today", width: 1024, height: 900 });
  const rows = tab.getByRole("region", { name: "Needs you" }).getByRole("listitem");
  await rows.first().waitFor();
  const between = () =>
    rows.evaluateAll((all) =>
      all.map((row) => {
        const [words, button] = [row.querySelector(".words"), row.querySelector("button")].map((part) => part.getBoundingClientRect());
        return { gap: Math.round(button.left - words.right), from: Math.round(words.left), button: Math.round(button.width) };
      }),
    );
  await becomes(async () => (await between()).every(({ gap }) => gap === 16), true);
  const told = await between();
  assert.ok(new Set(told.map(({ button }) => button)).size > 1, "buttons of more than one width");
  assert.equal(new Set(told.map(({ from }) => from)).size, 1, "the words begin at one edge");
  await close();
});

test("at 200 % the button stands below its text", async () => {
  const { tab, close } = await open(stage, { view: "today", width: 1024, height: 768, kept: { "appearance.scale": 200 } });
  const rows = tab.getByRole("region", { name: "Needs you" }).getByRole("listitem");
  await rows.first().waitFor();
  const below = () =>
    rows.evaluateAll((all) =>
      all.every((row) => row.querySelector("button").getBoundingClientRect().top >= row.querySelector(".words").getBoundingClientRect().bottom),
    );
  await becomes(below, true);
  await close();
});
