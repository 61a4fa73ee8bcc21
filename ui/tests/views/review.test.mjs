/** The monthly review as a guided walk: by keys from Today to its saved report, its place kept. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const STEPS = [
  "What the month cost",
  "What hardened",
  "What nobody owns",
  "What waits on whom",
  "Promised fixes past their date",
  "Asks gone quiet",
  "Decisions",
  "The report",
];
const step = (tab, name) => tab.getByRole("heading", { name, level: 2, exact: true }).waitFor();
/** The keys stand on the list, and its rows are there. */
const onList = async (tab) => {
  await tab.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  await tab.locator("[data-row]").first().waitFor();
};
/** A button that has just become available still changes its colour. */
const still = (tab) => tab.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)).then(() => undefined));
const said = (tab, text) => tab.getByRole("status").filter({ hasText: text }).waitFor();

test("from Today through every step by keys, decisions given in place, to the report saved", async () => {
  const { tab, complaints, close } = await open(stage);
  await tab.getByRole("button", { name: "Go through the review" }).press("Enter");
  await step(tab, STEPS[0]);
  const review = await stage.call("review", {});
  await tab.getByText(`Month ${review.month.n} cost ${review.cost.all.toFixed(1)} h.`).waitFor();

  await tab.keyboard.press("]");
  await step(tab, STEPS[1]);
  await onList(tab);
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  // What hardened is decided by `s`: accepted by a named person, with a day to look again.
  await tab.keyboard.press("s");
  await tab.getByRole("option", { name: /Accept/ }).first().waitFor();
  await tab.keyboard.type("Accept");
  await tab.keyboard.press("Enter");
  const accept = tab.getByRole("dialog");
  await accept.waitFor();
  await tab.keyboard.press("Escape");
  await accept.waitFor({ state: "detached" });
  // The list it was opened from has the keys again.
  await tab.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  await tab.keyboard.press("Escape");
  await tab.getByRole("complementary").waitFor({ state: "detached" });

  await tab.keyboard.press("]");
  await step(tab, STEPS[2]);
  await onList(tab);
  const [area] = review.unowned_areas;
  // The first row is the first of Owners, with what sits in it.
  const [owned] = (await stage.call("owners")).areas;
  assert.equal(area.id, owned.id);
  const row = tab.locator("[data-row]").first();
  await row.filter({ hasText: `${owned.open_requests}` }).filter({ hasText: `${owned.hours_a_month.toFixed(1)} h` }).waitFor();
  await tab.keyboard.press("o");
  await tab.keyboard.type("Office manager");
  await tab.keyboard.press("Enter");
  await said(tab, `“${area.title}”`);
  const given = (await stage.call("owners")).areas.find((each) => each.id === area.id);
  assert.equal(given.owner.name, "Office manager");

  for (const name of STEPS.slice(3, 5)) {
    await tab.keyboard.press("]");
    await step(tab, name);
  }
  // A late one: its route, by `w`, in the panel beside the list.
  await onList(tab);
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByRole("heading").first().waitFor();
  await settled(tab);
  await tab.keyboard.press("w");
  await tab.getByRole("combobox").first().waitFor();
  await tab.keyboard.type("Consultant");
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByText("Consultant").first().waitFor();

  // Leaving and coming back, and a restart of the window, lose nothing.
  await tab.keyboard.press("Control+1");
  await tab.getByText(`You are at step 5 of 8: ${STEPS[4]}.`).waitFor();
  await tab.getByRole("button", { name: "Go on with the review" }).press("Enter");
  await step(tab, STEPS[4]);
  await tab.getByRole("complementary").waitFor();
  await tab.reload();
  await step(tab, STEPS[4]);
  await tab.getByRole("complementary").waitFor();

  // Esc closes what is open, and then leaves the walk, back to where it was begun from.
  const report = tab.getByRole("article", { name: /^Monthly review/ });
  await tab.keyboard.press("Control+8");
  await report.waitFor();
  await tab.getByRole("button", { name: "Go through the review" }).press("Enter");
  await step(tab, STEPS[4]);
  await tab.getByRole("complementary").waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByRole("complementary").waitFor({ state: "detached" });
  await step(tab, STEPS[4]);
  await tab.keyboard.press("Escape");
  await report.waitFor();
  await tab.getByRole("button", { name: "Go through the review" }).press("Enter");
  await step(tab, STEPS[4]);

  for (const name of STEPS.slice(5, 7)) {
    await tab.keyboard.press("]");
    await step(tab, name);
  }
  await onList(tab);
  const due = (await stage.call("review", {})).reviews_due;
  const at = due.findIndex((item) => item.kind === "area");
  await tab.keyboard.press("Home");
  for (let row = 0; row < at; row += 1) await tab.keyboard.press("j");
  await tab.keyboard.press("y");
  await said(tab, `Reviewed “${due[at].title}”`);

  await tab.keyboard.press("]");
  await step(tab, STEPS[7]);
  await tab.getByRole("article", { name: `Monthly review: month ${review.month.n}` }).waitFor();
  const saved = tab.waitForEvent("download");
  await tab.getByRole("button", { name: "Save PDF" }).press("Enter");
  assert.equal((await saved).suggestedFilename(), `monthly-review-${review.month.n}.pdf`);
  await said(tab, "The review is done");
  await tab.getByText("This month’s review is done; its report was saved.").waitFor();
  await tab.keyboard.press("Control+1");
  await tab.getByRole("heading", { name: "Needs you" }).waitFor();
  await becomes(() => tab.getByRole("button", { name: "Go through the review" }).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("every step is clean under axe, beside its list and without", async () => {
  for (const theme of ["light", "dark"]) {
    const { tab, complaints, close } = await open(stage, { view: "review", theme });
    for (const name of STEPS) {
      await step(tab, name);
      await settled(tab);
      // Until the report is there it cannot be saved, and the button changes its colour then.
      if (name === STEPS.at(-1)) await tab.locator(".save .btn.primary:not([aria-disabled])").waitFor();
      await still(tab);
      assert.deepEqual(await violations(tab), [], `${name}, ${theme}`);
      await tab.keyboard.press("]");
    }
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("an empty clinic's walk says what is not measured and comes to its report", async () => {
  const empty = await startClinic({ goLive: "2027-01-31" });
  try {
    const { tab, complaints, close } = await open(empty, { view: "review" });
    await tab.getByText("No month was measured yet. The steps show what stands today.").waitFor();
    for (const name of STEPS.slice(1)) {
      await tab.keyboard.press("]");
      await step(tab, name);
      if (name === STEPS.at(-1)) await tab.getByRole("article").waitFor();
      await still(tab);
      assert.deepEqual(await violations(tab), [], name);
    }
    assert.deepEqual(complaints, []);
    await close();
  } finally {
    await empty.stop();
  }
});
