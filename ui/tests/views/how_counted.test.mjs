import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const mark = (tab, name) => tab.getByRole("button", { name: new RegExp(`How is this counted\\? ${name}`) }).first();
/** Numbers as the screen writes them, to the tenth. */
const tenths = (value) => value.toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

for (const theme of ["light", "dark"]) {
  test(`the panel of each kind of figure is clean, ${theme}`, async () => {
    for (const [view, name] of [
      ["today", "Hours lost, month"],
      ["today", "Hours lost per FTE"],
      ["today", "Phase"],
      ["workarounds", "How long workarounds live"],
      ["workarounds", "Hardened workarounds"],
      ["friction", "Workflow drift: Upper limit"],
    ]) {
      const { tab, complaints, close } = await open(stage, { view, theme });
      await mark(tab, name).click();
      await tab.getByRole("dialog").getByText("The rows behind it").waitFor();
      await settled(tab);
      assert.deepEqual(await violations(tab), [], `${view}: ${name}`);
      assert.deepEqual(complaints, []);
      await close();
    }
  });
}

test("the panel says the figure that stands beside its mark, and its rows", async () => {
  const today = await stage.call("today");
  const { tab, close } = await open(stage, { view: "today" });
  await mark(tab, "Hours lost, month").click();
  const dialog = tab.getByRole("dialog");
  const value = `${tenths(today.hours.so_far)} h`;
  await dialog.getByText(value, { exact: true }).first().waitFor();
  const shown = await stage.call("explain", { figure: "hours_lost", month: today.hours.month });
  await dialog.getByText(`${shown.total} rows, added = ${value}`).waitFor();
  assert.ok(await dialog.getByText("not finished", { exact: false }).count(), "a month in progress says so");
  await close();
});

test("on the scorecard every measured clock, and what is said beside it, can be asked about", async () => {
  const { evidence } = await stage.call("vendor");
  const { tab, complaints, close } = await open(stage, { view: "vendor" });
  const dialog = tab.getByRole("dialog");
  for (const [name, figure, days] of [
    ["Vendor: time to the first response", "vendor_first_response", evidence.first_response.median],
    ["Vendor: time to delivery", "vendor_delivered", evidence.fix_delivered.median],
    ["Vendor: time until verified", "vendor_verified", evidence.verified.median],
  ]) {
    const { total } = await stage.call("explain", { figure });
    await mark(tab, name).click();
    await dialog.getByText(`${total} followed`, { exact: false }).waitFor();
    if (days !== null) await dialog.getByText(`${days.toLocaleString("en-US", { maximumFractionDigits: 1 })} days`, { exact: true }).first().waitFor();
    assert.deepEqual(await violations(tab), [], name);
    await tab.keyboard.press("Escape");
  }
  await mark(tab, "Hand-overs").click();
  await dialog.getByText("hand-overs ÷", { exact: false }).waitFor();
  await dialog.getByRole("radio", { name: "Steps to delivery" }).click();
  await dialog.getByText("steps ÷", { exact: false }).waitFor();
  await tab.keyboard.press("Escape");
  await mark(tab, "Workarounds whose request was delivered").click();
  await dialog.getByRole("radio", { name: "How long these workarounds live" }).click();
  await dialog.getByText("Half are still in use", { exact: false }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("the last whole month and the week in progress can be asked about on Today", async () => {
  const { hours, week } = await stage.call("today");
  const { tab, complaints, close } = await open(stage, { view: "today" });
  const dialog = tab.getByRole("dialog");
  await mark(tab, `Hours lost, month ${hours.last_whole.n}`).click();
  await dialog.getByText(`${tenths(hours.last_whole.hours)} h`, { exact: true }).first().waitFor();
  await tab.keyboard.press("Escape");
  await mark(tab, `Entries, week ${week.n}`).click();
  await dialog.getByText(`added = ${week.entries}`, { exact: false }).waitFor();
  await dialog.getByRole("radio", { name: "Coverage" }).click();
  await dialog.getByText(`${week.answered} answered ÷ ${week.roster} on the roster`, { exact: false }).waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("silence is told by role: people on the roster and weeks, nobody's name", async () => {
  const { rows } = await stage.call("explain", { figure: "silent_roles" });
  const { tab, complaints, close } = await open(stage, { view: "friction" });
  // Drawn once it comes near the window.
  await tab.getByRole("article", { name: "Weeks since the last entry, by role" }).scrollIntoViewIfNeeded();
  await mark(tab, "Silent roles").click();
  const dialog = tab.getByRole("dialog");
  for (const { title, note } of rows) {
    const [weeks, people] = note.numbers;
    const row = dialog.getByRole("row", { name: title }).first();
    await row.getByText(`${people} on the roster, ${weeks} whole weeks since the last entry`).waitFor();
  }
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("pages turn, and a row opens its item", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  await mark(tab, "Hours lost, month").click();
  const dialog = tab.getByRole("dialog");
  const first = await dialog.locator("tbody button").first().innerText();
  await dialog.getByRole("button", { name: "Later rows" }).click();
  await dialog.getByText(/^11 to /).waitFor();
  await dialog.getByRole("button", { name: "Earlier rows" }).click();
  await dialog.getByText(/^1 to 10 of/).waitFor();
  await dialog.getByRole("button", { name: first }).first().click();
  await dialog.waitFor({ state: "hidden" });
  await tab.locator("aside.detail h2").getByText(first).waitFor();
  await close();
});

test("by keyboard: Enter opens, Esc closes, and the focus is back on the mark", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  await mark(tab, "Phase").focus();
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "hidden" });
  await tab.locator('button[aria-label^="How is this counted"]:focus').waitFor();
  await close();
});

test("a threshold of the clinic's own is refused out of range, saved within, said where it decides, and undone", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const field = tab.getByLabel("When a workaround has hardened");
  await field.fill("3");
  await tab.keyboard.press("Enter");
  await tab.getByText("From 7 to 730.", { exact: true }).waitFor();
  const line = tab.locator(".line").filter({ has: field });
  assert.equal((await line.innerText()).match(/usual/gi).length, 1, "what is usual is said once, and so is its unit");
  assert.equal((await line.locator(".set").innerText()).match(/days/g).length, 1);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill("60");
  await tab.keyboard.press("Enter");
  await tab.getByRole("button", { name: "Back to usual: When a workaround" }).waitFor();
  assert.deepEqual(await violations(tab), []);

  await tab.keyboard.press("Escape");
  await tab.evaluate(() => document.activeElement?.blur());
  await tab.keyboard.press("Control+3");
  await tab.getByText("60 days here, 90 days is usual", { exact: false }).first().waitFor();
  await mark(tab, "Hardened workarounds").click();
  await tab.getByRole("dialog").getByText("60 days here, 90 days is usual").waitFor();
  await tab.keyboard.press("Escape");
  await stage.call("undo");
  const thresholds = await stage.call("thresholds");
  assert.equal(thresholds.find((one) => one.name === "days_to_harden").value, 90);
  assert.deepEqual(complaints, []);
  await close();
});

test("in Spanish the panel is Spanish", async () => {
  const { tab, close } = await open(stage, { view: "today", language: "es" });
  await tab.getByRole("button", { name: /¿Cómo se cuenta esto\? Horas perdidas, mes/ }).first().click();
  await tab.getByRole("dialog").getByText("Las filas detrás").waitFor();
  await close();
});

test("a chart of several figures is asked about each of them, under an area too", async () => {
  const { tab, complaints, close } = await open(stage, { view: "friction" });
  const card = tab.getByRole("article", { name: "Requests: came in, left, open" });
  const dialog = tab.getByRole("dialog");
  const says = async (asked) => {
    const shown = await stage.call("explain", asked);
    await dialog.getByText(`${shown.total} rows, added = ${shown.value}`).waitFor();
    return shown;
  };
  await card.scrollIntoViewIfNeeded();
  await card.getByRole("button", { name: /How is this counted\? Open requests/ }).click();
  const whole = await says({ figure: "wip" });
  await dialog.getByRole("radio", { name: "Requests that came" }).click();
  await says({ figure: "arrivals" });
  await tab.keyboard.press("Escape");

  await tab.locator("#friction-area").click();
  const option = tab.getByRole("option").nth(1);
  const name = (await option.innerText()).trim();
  await option.click();
  const area = (await stage.call("catalogue")).areas.find((one) => one.name === name);
  await card.getByRole("button", { name: /How is this counted\? Open requests/ }).click();
  const part = await says({ figure: "wip", area: area.id });
  await dialog.getByText(`Only ${name}.`).waitFor();
  assert.ok(part.total < whole.total, "one area is less than all of them");
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});
