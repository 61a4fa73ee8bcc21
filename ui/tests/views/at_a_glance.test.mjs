/** What is read at a glance: words that stand whole, what is past its day told in days, an alarm that no narrow window hides. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { cutOff } from "./laid_out.mjs";
import { becomes, open, start, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const WIDE = { width: 1600, height: 1000 };
const HALF = { width: 1024, height: 768 };
const TODAY = "2026-12-03";
const daysSince = (day) => Math.round((Date.parse(TODAY) - Date.parse(day)) / 86_400_000);

/** What an element holds that is wider than it, without the ellipsis that says so. */
const cutWithoutASign = (tab, within) =>
  tab.locator(within).evaluateAll((all) =>
    all.filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).textOverflow !== "ellipsis").map((each) => each.textContent.trim()),
  );

for (const [language, mark] of [["en", "Reviewed today"], ["es", "Revisado hoy"]]) {
  test(`the decisions that are due: the act of each stands whole, and what is past its day says by how much, in ${language}`, async () => {
    const due = (await stage.call("review", {})).reviews_due;
    const late = due.filter((item) => item.on !== null && item.on < TODAY);
    assert.ok(late.length > 0, "the sample clinic has some");
    for (const size of [WIDE, HALF]) {
      const { tab, close } = await open(stage, { view: "review", ...size, language });
      for (let step = 2; step <= 7; step += 1) {
        await tab.keyboard.press("]");
        await tab.locator('ol [aria-current="step"]').filter({ hasText: String(step) }).waitFor();
      }
      await tab.getByRole("button", { name: mark }).first().waitFor();
      assert.deepEqual(await cutOff(tab), []);
      await becomes(() => cutWithoutASign(tab, '[role="gridcell"]'), []);
      const first = tab.locator(`[data-row="${late[0].id}"]`);
      await first.locator(".alarm-text").filter({ hasText: String(daysSince(late[0].on)) }).waitFor();
      await close();
    }
  });
}

test("who verified a change, and what it became, end in an ellipsis where they are cut", async () => {
  for (const size of [WIDE, HALF]) {
    const { tab, close } = await open(stage, { view: "changes", ...size });
    await tab.locator("[data-row]").first().waitFor();
    const names = () => tab.locator("[data-row] .tick .one").evaluateAll((all) => all.map((each) => getComputedStyle(each).textOverflow));
    await becomes(async () => (await names()).length > 0 && (await names()).every((each) => each === "ellipsis"), true);
    await becomes(() => cutWithoutASign(tab, '[data-row] [role="gridcell"], [data-row] .tick'), []);
    await close();
  }
});

test("the states of a request: each with its icon, the one it is in among them, and none sliced", async () => {
  const { tab, close } = await open(stage, { view: "requests", ...HALF });
  await tab.locator(".row.active").waitFor();
  await tab.keyboard.press("s");
  const list = tab.getByRole("listbox");
  await list.getByRole("option", { name: "Merged into…" }).waitFor();
  const { state } = (await stage.call("request_list", { filter: { standing: "open" }, group: "turn", sort: "age" })).rows[0];
  const options = await list.getByRole("option").evaluateAll((all) => all.map((each) => [each.textContent.trim(), each.querySelector("svg") !== null]));
  assert.equal(options.length, 13, state);
  assert.ok(options.every(([, icon]) => icon), JSON.stringify(options));
  assert.equal(options.filter(([said]) => said.includes("is its state now")).length, 1);
  const sliced = () =>
    list.evaluate((box) => {
      const { bottom } = box.getBoundingClientRect();
      const last = box.lastElementChild.getBoundingClientRect().bottom;
      return box.scrollHeight - box.clientHeight <= 1 && last <= bottom + 1 && bottom <= innerHeight;
    });
  await becomes(sliced, true);
  assert.deepEqual(await violations(tab), []);
  await close();
});

test("what a request is stands in its head with a point between the words", async () => {
  const { id } = (await stage.call("request_list", { filter: { standing: "open" }, group: "turn", sort: "age" })).rows[0];
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "place.items": { requests: id } } });
  const words = tab.locator(".detail .panelhead > :not(.push)");
  await words.nth(1).waitFor();
  const points = () => words.evaluateAll((all) => all.map((each) => getComputedStyle(each, "::before").content.startsWith('"·"')));
  await becomes(async () => (await points()).slice(1).every(Boolean), true);
  assert.equal((await points())[0], false, "between them, and not before the first");
  assert.deepEqual(complaints, []);
  await close();
});

test("with icons alone the sidebar still shows that areas have no owner, and says the views' names and counts", async () => {
  const { tab, complaints, close } = await open(stage, { ...HALF, kept: { "appearance.scale": 200 } });
  const { counts } = await stage.call("app_state");
  const owners = tab.getByRole("navigation").getByRole("button", { name: /^Owners/ });
  await owners.locator("svg.lucide-triangle-alert").waitFor();
  assert.equal(await owners.getAttribute("title"), `Owners: ${counts.areas_unowned} areas nobody owns`);
  await tab.getByRole("navigation").getByRole("button", { name: `Requests ${counts.requests_open}` }).waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("a workaround accepted until a day that is past says how late its review is, on a row of its own colour", async () => {
  const { rows } = await stage.call("workaround_list", { filter: { standing: "open", review_due: true } });
  const late = rows.find((row) => row.review_on !== null && row.review_on < TODAY);
  assert.ok(late !== undefined, "the sample clinic has one");
  const { tab, close } = await open(stage, { view: "workarounds", ...WIDE, kept: { "workarounds.filter": { standing: "open", review_due: true } } });
  await tab.locator(`[data-row="${late.id}"] .alarm-text`).filter({ hasText: `Review ${daysSince(late.review_on)} days late` }).waitFor();
  await close();
});

test("with the panel open a workaround's colour still has its word", async () => {
  const { rows } = await stage.call("workaround_list", { filter: { standing: "open" }, sort: "hours" });
  const { tab, close } = await open(stage, { view: "workarounds", ...WIDE, kept: { "place.items": { workarounds: rows[0].id } } });
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  const word = { drift: "Drift", reporting: "Reporting", support: "Support", burnout: "Burnout" }[rows[0].break];
  await tab.locator(`[data-row="${rows[0].id}"]`).getByText(word).first().waitFor();
  await close();
});

test("who carries nothing stands in one line on Owners, and is there when asked for", async () => {
  const { people } = await stage.call("owners");
  const idle = people.filter((each) => each.areas + each.backups + each.requests + each.workarounds === 0 && each.review_every_days === null);
  assert.ok(idle.length >= 4, `${idle.length} in the sample clinic`);
  const { tab, complaints, close } = await open(stage, { view: "owners", ...WIDE });
  const fold = tab.getByRole("button", { name: `${idle.length} people carry nothing` });
  await fold.waitFor();
  const rows = () => tab.locator("tr[data-person]").count();
  assert.equal(await rows(), people.length - idle.length);
  await fold.press("Enter");
  await becomes(rows, people.length);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("what a list is ordered and grouped by is said, and wears no filter's colour", async () => {
  const { tab, close } = await open(stage, { view: "requests", ...WIDE });
  await tab.getByText("Sorted by", { exact: true }).waitFor();
  const look = (id) => tab.locator(id).getAttribute("class");
  assert.deepEqual([await look("#sort-by"), await look("#group-by"), await look("#filter-standing")], ["chip", "chip", "chip on"]);
  await close();
});

test("a clinic that has written nothing down is shown where to begin, and is offered nobody's things to hand over", async () => {
  const empty = await startClinic();
  try {
    const { tab, complaints, close } = await open(empty);
    const steps = tab.getByRole("group", { name: "First steps" });
    await steps.getByRole("button", { name: "Import what you have" }).waitFor();
    assert.deepEqual(await violations(tab), []);
    await steps.getByRole("button", { name: "Write down the areas" }).press("Enter");
    await tab.getByRole("heading", { name: "Owners", level: 1 }).waitFor();
    await tab.getByText("No areas yet.").waitFor();
    assert.equal(await tab.getByRole("button", { name: "Hand everything over" }).count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  } finally {
    await empty.stop();
  }
});

for (const [language, words] of [["en", "first promised"], ["es", /promet/]])
  test(`a promise that slipped shows the day first promised in its row, where there is room, in ${language}`, async () => {
    const { rows } = await stage.call("request_list", { filter: { standing: "open" }, limit: 200 });
    const slipped = rows.find(({ promise, to_tell }) => to_tell === 0 && promise !== null && promise.slips > 0 && promise.first_due < TODAY && promise.latest_due >= TODAY);
    assert.ok(slipped !== undefined, "the sample clinic has one");
    // Late it is told in days; once work on it has begun the day is what is left of that.
    if (slipped.promise.late_days !== null) await stage.call("move_request", { id: slipped.id, state: "in_progress" });
    const day = String(Number(slipped.promise.first_due.slice(8)));
    const kept = { "requests.filter": { standing: "open", text: slipped.key } };
    for (const [size, seen] of [[WIDE, true], [HALF, false]]) {
      const { tab, complaints, close } = await open(stage, { view: "requests", ...size, theme: seen ? "dark" : "light", language, kept });
      const first = tab.locator(`[data-row="${slipped.id}"] [role=gridcell]`).last().locator(".memory > span").filter({ hasText: words });
      await first.waitFor({ state: "attached" });
      const box = () =>
        first.evaluate((said) => {
          const line = said.parentElement;
          return { whole: line.scrollWidth <= line.clientWidth, width: said.getBoundingClientRect().width, text: said.textContent };
        });
      await becomes(async () => (await box()).width > 20, seen, "only heard where there is no room");
      const said = await box();
      assert.ok(said.whole || !seen, `cut: ${said.text}`);
      assert.ok(said.text.includes(day), said.text);
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(complaints, []);
      await close();
    }
  });
