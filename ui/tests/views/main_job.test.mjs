/**
 * The whole main job without a mouse: first run, capture, triage, owner, again, the chart read out, a report saved,
 * undo. After each act the keys stand somewhere: focus is never lost.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start({ sample: false });
});
after(() => stage?.stop());

/** More stops than any view has. */
const STOPS = 80;

/** Presses Tab until the keys stand on what has this role and name. */
async function tabTo(tab, role, name) {
  const wanted = tab.getByRole(role, { name, exact: true }).first();
  await wanted.waitFor();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await tab.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches the ${role} ${name}`);
}
const said = (tab, text) => tab.getByRole("status").filter({ hasText: text }).waitFor();
/** A dialog that closes gives the keys back a moment later. */
async function stands(tab, when) {
  const held = tab.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body, null, { timeout: 5_000 });
  await held.catch(() => assert.fail(`focus was lost ${when}`));
}
/** How often all of the clinic's workarounds happened. */
const totalTimes = async () => (await stage.call("workaround_list")).rows.reduce((sum, row) => sum + row.times, 0);
async function capture(context, line) {
  const tab = await context.newPage();
  await tab.goto(`${stage.base}/capture.html`);
  await tab.getByRole("textbox").waitFor();
  await tab.keyboard.type(line);
  await settled(tab);
  await tab.keyboard.press("Enter");
  await said(tab, "Saved");
  await tab.close();
}

test("first run, capture, triage, owner, again, the chart read out, a report saved and undo, by keys alone", async () => {
  const { tab, complaints, close } = await open(stage);
  await tab.keyboard.type("Larkmoor Family Health");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type("Marlet EHR");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type("Marlet");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type("09/15/2025");
  await tab.keyboard.press("Enter");
  await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();

  // A workaround with months behind it, so that there is a chart to read.
  const { id } = await stage.call("save", {
    kind: "workaround",
    set: { title: "Print the schedule each morning", break: "drift", started: "2026-10-01" },
  });
  const estimate = { from: "2026-10-01", people: 4, uses_per_person_per_week: 5, minutes_per_use: 6, basis: "guessed" };
  await stage.call("save", { kind: "estimate", set: { workaround: { ref: id }, ...estimate } });

  // Somebody who can own it.
  await tab.keyboard.press("Control+,");
  await tabTo(tab, "button", "+ New person");
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").waitFor();
  await tabTo(tab, "textbox", "Name, or the role if you prefer");
  await tab.keyboard.type("Front desk lead");
  await tabTo(tab, "textbox", "Role");
  await tab.keyboard.type("front desk");
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await stands(tab, "after the form of a person");

  const context = tab.context();
  await capture(context, "copy vitals into the note twice 5m");
  await capture(context, "can refills show the last visit?");

  // Triage: the state, then the owner.
  await tab.keyboard.press("Control+2");
  await tabTo(tab, "grid", "Requests");
  // Enter opens what is on the screen: nothing, before the rows are there.
  await tab.getByRole("row", { name: /can refills show/ }).waitFor();
  await tab.keyboard.press("Enter");
  // Keys of the panel are pressed by who sees what it is about.
  await tab.getByRole("complementary").getByRole("heading", { name: /can refills show/i }).first().waitFor();
  await tab.keyboard.press("s");
  await tab.keyboard.type("Triaged");
  await tab.keyboard.press("Enter");
  await said(tab, "Triaged");
  await tab.keyboard.press("o");
  await tab.keyboard.type("Front desk lead");
  await tab.keyboard.press("Enter");
  await said(tab, "Front desk lead");
  await stands(tab, "after the owner was given");
  const [request] = (await stage.call("request_list")).rows;
  assert.deepEqual([request.state, request.owner?.name], ["triaged", "Front desk lead"]);

  // It happened again.
  await tab.keyboard.press("Control+3");
  await tabTo(tab, "grid", "Workarounds");
  await tab.getByRole("row", { name: /copy vitals/ }).waitFor();
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").waitFor();
  await tab.keyboard.press("+");
  await said(tab, "It happened again");
  assert.equal(await totalTimes(), 2);
  await stands(tab, "after it happened again");

  // The chart of hours lost, month by month.
  await tab.keyboard.press("Control+4");
  await tabTo(tab, "slider", "Hours lost by month since go-live. Left and right read each month.");
  await tab.keyboard.press("End");
  await tab.getByRole("heading", { name: "Month 15", exact: true }).waitFor();
  await tab.keyboard.press("t");
  await tab.getByRole("table", { name: "Hours lost per month since go-live." }).waitFor();

  // The month in a report, saved.
  await tab.keyboard.press("Control+8");
  await tab.getByRole("article", { name: /^Monthly review/ }).waitFor();
  await tabTo(tab, "button", "Save PDF");
  const saved = tab.waitForEvent("download");
  await tab.keyboard.press("Enter");
  assert.match((await saved).suggestedFilename(), /^monthly-review.*\.pdf$/);
  await said(tab, "Saved monthly-review");
  await stands(tab, "after the report was saved");

  await tab.keyboard.press("Control+z");
  await said(tab, "Undone");
  assert.equal(await totalTimes(), 1, "only the captured one is left");
  assert.deepEqual(complaints, []);
  await close();
});
