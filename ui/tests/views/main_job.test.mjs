/**
 * The whole main job without a mouse, and nothing arranged behind the page: first run, a workaround with its estimate, capture,
 * triage, owner, a chase, a promise, delivered, told, verified, stopped, the hours, a report saved, undo. After each act the
 * keys stand somewhere: focus is never lost. The program is only asked, to look.
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
/** What one of the lists holds under a title. */
const listed = async (command, filter, title) => (await stage.call(command, { filter })).rows.find((row) => row.title.startsWith(title));
const workaround = (title) => listed("workaround_list", { standing: "all" }, title);
const request = (title) => listed("request_list", { standing: "all" }, title);
/** Types what a form asks for, from the field that has the keys on; Tab goes to the next one. */
async function fill(tab, texts) {
  for (const [at, text] of texts.entries()) {
    if (at > 0) await tab.keyboard.press("Tab");
    if (text !== null) await tab.keyboard.type(text);
  }
}
/** The dialog that a button opens; it takes the keys. */
async function opens(tab, name) {
  await tabTo(tab, "button", name);
  await tab.keyboard.press("Enter");
  const dialog = tab.getByRole("dialog");
  await dialog.waitFor();
  await tab.waitForFunction(() => document.activeElement?.closest("[role=dialog]") !== null);
  return dialog;
}
/** Sends a form by its key, from any of its fields. */
async function sends(tab, when) {
  await tab.keyboard.press("Control+Enter");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await stands(tab, when);
}
/** Goes to a view by its key, and opens a row of its list from the keyboard. */
async function openRow(tab, key, list, title) {
  await tab.keyboard.press(key);
  await tabTo(tab, "grid", list);
  const row = tab.getByRole("row", { name: title }).first();
  await row.waitFor();
  await tab.keyboard.press("Home");
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await row.evaluate((element) => element.classList.contains("active"))) break;
    await tab.keyboard.press("j");
  }
  await tab.keyboard.press("Enter");
  // Keys of the panel are pressed by who sees what it is about.
  await tab.getByRole("complementary").getByRole("heading", { name: title, level: 2 }).waitFor();
}
async function capture(context, line) {
  const tab = await context.newPage();
  await tab.goto(`${stage.base}/capture.html`);
  await tab.getByRole("combobox").waitFor();
  await tab.keyboard.type(line);
  await settled(tab);
  await tab.keyboard.press("Enter");
  await said(tab, "Saved");
  await tab.close();
}

test("the whole main job, from the first run to the hours and a report, by keys alone", async () => {
  const { tab, complaints, close } = await open(stage);
  await fill(tab, ["Larkmoor Family Health", "Marlet EHR", "Marlet", "09/15/2025"]);
  await tab.keyboard.press("Enter");
  await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();

  // Somebody who can own it.
  await tab.keyboard.press("Control+9");
  await opens(tab, "+ New person");
  await tabTo(tab, "textbox", "Name, or the role if you prefer");
  await tab.keyboard.type("Front desk lead");
  await tabTo(tab, "textbox", "Role");
  await tab.keyboard.type("front desk");
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await stands(tab, "after the form of a person");

  // A workaround with months behind it, so that there is a chart to read.
  await tab.keyboard.press("Control+3");
  await tab.getByRole("heading", { name: "Workarounds", level: 1 }).waitFor();
  await tab.keyboard.press("n");
  await tab.getByRole("dialog", { name: "New workaround" }).waitFor();
  await tabTo(tab, "textbox", "What people do instead");
  await tab.keyboard.type("Print the schedule each morning");
  await tabTo(tab, "combobox", "Which break it belongs to");
  await tab.keyboard.type("Workflow");
  await tabTo(tab, "textbox", "In use since");
  await tab.keyboard.press("Control+a");
  await tab.keyboard.type("10/01/2026");
  await sends(tab, "after the form of a workaround");
  const panel = tab.getByRole("complementary");
  await panel.getByRole("heading", { name: "Print the schedule each morning" }).waitFor();
  assert.equal((await workaround("Print the schedule")).started, "2026-10-01");

  // What it costs.
  await opens(tab, "+ Add an estimate");
  await fill(tab, ["4", "5", "6"]);
  await tab.getByRole("dialog").getByText(/^That is 2(\.0)? h a week/).waitFor();
  await sends(tab, "after the estimate");
  await panel.getByText(/4 people/).first().waitFor();

  // What the front desk says, as it happens.
  const context = tab.context();
  await capture(context, "copy vitals into the note twice 5m");
  await capture(context, "can refills show the last visit?");

  // Triage: the state, then the owner.
  await openRow(tab, "Control+2", "Requests", /can refills show/i);
  await tab.keyboard.press("s");
  await tab.keyboard.type("Triaged");
  await tab.keyboard.press("Enter");
  await said(tab, "Triaged");
  await tab.keyboard.press("o");
  await tab.keyboard.type("Front desk lead");
  await tab.keyboard.press("Enter");
  await said(tab, "Front desk lead");
  await stands(tab, "after the owner was given");
  const asked = await request("can refills");
  assert.deepEqual([asked.state, asked.owner?.name], ["triaged", "Front desk lead"]);

  // What it is to end.
  await tabTo(tab, "button", "+ Link a workaround");
  await tab.keyboard.press("Enter");
  await tab.locator("[data-modal]").getByRole("combobox").waitFor();
  await tab.keyboard.type("Print the schedule");
  await tab.locator("[data-modal]").getByRole("option", { name: /Print the schedule/ }).waitFor();
  await tab.keyboard.press("Enter");
  await panel.getByRole("button", { name: "Print the schedule each morning", exact: true }).waitFor();
  await stands(tab, "after the workaround was linked");

  // The vendor is called, and promises a day.
  await opens(tab, "Log chase");
  await tab.keyboard.type("12");
  await sends(tab, "after the chase");
  await opens(tab, "Add a promise");
  await tabTo(tab, "textbox", "By when");
  await tab.keyboard.type("12/20/2026");
  await sends(tab, "after the promise");
  await panel.getByText(/Dec 20/).first().waitFor();

  // Delivered, told, and it holds.
  await tab.keyboard.press("s");
  await tab.keyboard.type("Delivered");
  await tab.keyboard.press("Enter");
  await said(tab, "Delivered");
  await opens(tab, "Tell them");
  await tab.keyboard.type("At the huddle");
  await sends(tab, "after they were told");
  await panel.getByText("Everyone was told. Close it once they say that it holds.").waitFor();
  await opens(tab, "Close");
  await tabTo(tab, "checkbox", "The people who asked say that it holds");
  await tab.keyboard.press("Space");
  await sends(tab, "after it was closed");
  assert.equal((await request("can refills")).state, "verified");

  // Nobody works around it any more: somebody looked.
  await openRow(tab, "Control+3", "Workarounds", /Print the schedule/);
  await opens(tab, "Verified: it stopped");
  await tabTo(tab, "textbox", "Who looked, and how it was seen");
  await tab.keyboard.type("No paper at the desk since Monday");
  await sends(tab, "after it had stopped");
  await panel.getByRole("button", { name: "It is back in use" }).waitFor();
  assert.equal((await workaround("Print the schedule")).stage, "retired");

  // The other one happened again.
  await openRow(tab, "Control+3", "Workarounds", /copy vitals/i);
  await tab.keyboard.press("+");
  await said(tab, "It happened again");
  assert.equal((await workaround("copy vitals")).times, 2);
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
  assert.equal((await workaround("copy vitals")).times, 1, "only the captured one is left");
  assert.deepEqual(complaints, []);
  await close();
});
