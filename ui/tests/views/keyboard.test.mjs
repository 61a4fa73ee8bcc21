import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

test("an owner is given, taken back and given again without a mouse", async () => {
  const { tab, close } = await open(stage, { view: "requests" });
  const list = tab.getByRole("grid");
  await list.focus();
  await tab.keyboard.press("j");
  await tab.keyboard.press("Enter");
  const panel = tab.getByRole("complementary");
  await panel.waitFor();
  const id = (await tab.locator('[role="row"][aria-selected="true"]').getAttribute("data-row")) ?? "";
  const [taker] = (await stage.call("catalogue")).people.filter((person) => person.active && !person.vendor);

  await tab.keyboard.press("o");
  await tab.keyboard.type(taker.name);
  await tab.keyboard.press("Enter");
  await tab.getByRole("status").filter({ hasText: taker.name }).waitFor();
  assert.equal((await stage.call("request_detail", { id })).row.owner?.name, taker.name);

  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.notEqual((await stage.call("request_detail", { id })).row.owner?.name, taker.name);

  await tab.keyboard.press("Control+Shift+z");
  await tab.getByRole("status").filter({ hasText: "Done again" }).waitFor();
  assert.equal((await stage.call("request_detail", { id })).row.owner?.name, taker.name);

  await tab.keyboard.press("Escape");
  await becomes(() => panel.count(), 0);
  await close();
});

test("a view opened by its key has its list under the keys: a letter reaches its rows without Tab or a click", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  await tab.evaluate(() => document.activeElement?.blur?.());
  await tab.keyboard.press("Control+3");
  const active = tab.getByRole("grid").locator(".row.active");
  await active.waitFor();
  const first = await active.getAttribute("data-row");
  await tab.keyboard.press("j");
  await tab.locator(`.row.active:not([data-row="${first}"])`).waitFor();
  await tab.keyboard.press("k");
  await tab.keyboard.press("o");
  const name = tab.getByRole("combobox", { name: "Choose the owner" });
  await name.waitFor();
  assert.equal(await tab.locator(`#owner-${first}`).getAttribute("aria-expanded"), "true");
  await tab.keyboard.press("Escape");
  await close();
});

test("after a click on the way to the list, j is still the list's and Enter still the button's", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  const way = tab.getByRole("navigation").getByRole("button", { name: /^Requests/ });
  await way.click();
  await tab.getByRole("grid").waitFor();
  await way.focus();
  await tab.keyboard.press("j");
  await tab.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  await tab.getByRole("grid").locator(".row.active").waitFor();
  await becomes(() => tab.getByRole("grid").locator(".row.active").count(), 1);
  await way.focus();
  await tab.keyboard.press("Enter");
  await becomes(() => tab.getByRole("complementary").count(), 0, "Enter on the way opens no row");
  await close();
});

test("the row that a letter reaches is seen while the keys are elsewhere", async () => {
  const { tab, close } = await open(stage, { view: "requests" });
  await tab.getByRole("grid").focus();
  const row = tab.locator(".row.active");
  await row.waitFor();
  await tab.locator("#filter-area").focus();
  await becomes(() => row.evaluate((element) => getComputedStyle(element).outlineStyle), "solid");
  const id = await row.getAttribute("data-row");
  await tab.keyboard.press("o");
  await tab.getByRole("combobox", { name: "Choose the owner" }).waitFor();
  assert.equal(await tab.locator(`#owner-${id}`).getAttribute("aria-expanded"), "true");
  await close();
});

test("somebody who is not written down yet is added where an owner is chosen, and both can be taken back", async () => {
  const { tab, close } = await open(stage, { view: "workarounds" });
  const row = tab.getByRole("grid").locator(".row.active");
  await row.waitFor();
  const id = await row.getAttribute("data-row");
  const owner = async () => (await stage.call("workaround_detail", { id })).row.owner?.name;
  const before = await owner();
  await tab.keyboard.press("o");
  await tab.getByRole("combobox", { name: "Choose the owner" }).fill("Covering scribe");
  const add = tab.getByRole("option", { name: "Add “Covering scribe” to the people here" });
  assert.equal(await add.getAttribute("aria-selected"), "true");
  await tab.keyboard.press("Enter");
  await tab.locator(`#owner-${id}`, { hasText: "Covering scribe" }).waitFor();
  assert.equal(await owner(), "Covering scribe");
  const written = async () => (await stage.call("catalogue")).people.some((person) => person.name === "Covering scribe");
  assert.equal(await written(), true);
  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.equal(await owner(), before);
  assert.equal(await written(), true);
  await stage.call("undo", {});
  assert.equal(await written(), false);
  await close();
});

test("a workaround is logged again with one key, and the list says so", async () => {
  const { tab, close } = await open(stage, { view: "workarounds" });
  await tab.getByRole("grid").focus();
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").waitFor();
  const id = await tab.locator('[role="row"][aria-selected="true"]').getAttribute("data-row");
  const before = (await stage.call("workaround_detail", { id })).row.times;
  await tab.keyboard.press("+");
  await tab.getByRole("status").filter({ hasText: "It happened again" }).waitFor();
  assert.equal((await stage.call("workaround_detail", { id })).row.times, before + 1);
  await close();
});

test("the chart is read month by month", async () => {
  const { tab, close } = await open(stage, { view: "friction" });
  const chart = tab.getByRole("slider", { name: "Hours lost by month" });
  await chart.focus();
  await tab.keyboard.press("Home");
  await tab.getByRole("heading", { name: "Month 1", exact: true }).waitFor();
  await tab.keyboard.press("ArrowRight");
  await tab.getByRole("heading", { name: "Month 2", exact: true }).waitFor();
  await tab.keyboard.press("t");
  await tab.getByRole("table", { name: "Hours lost per month since go-live." }).waitFor();
  await close();
});

test("what is captured stands in the log, and the draft of Esc comes back", async () => {
  const { tab, close } = await open(stage, { page: "capture.html", width: 560, height: 184 });
  await tab.keyboard.type("print the fax twice 5m #interfaces");
  // A line is kept once the guard has looked at it.
  await settled(tab);
  await tab.keyboard.press("Escape");
  await tab.reload();
  const field = tab.getByRole("combobox");
  await settled(tab);
  await becomes(() => field.inputValue(), "print the fax twice 5m #interfaces");
  await tab.keyboard.press("Enter");
  await tab.getByRole("status").filter({ hasText: "Saved" }).waitFor();
  const hits = await stage.call("search", { text: "print the fax twice" });
  assert.equal(hits[0]?.title, "print the fax twice");
  await close();
});

test("where people were survives a restart", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+4");
  await tab.getByRole("heading", { name: "Friction", level: 1 }).waitFor();
  await tab.reload();
  await tab.getByRole("heading", { name: "Friction", level: 1 }).waitFor();
  await close();
});

test("every view speaks Spanish", async () => {
  for (const [view, title] of Object.entries({ today: "Hoy", requests: "Solicitudes", owners: "Responsables" })) {
    const { tab, close } = await open(stage, { view, language: "es" });
    await tab.getByRole("heading", { name: title, level: 1 }).waitFor();
    assert.equal(await tab.evaluate(() => document.documentElement.lang), "es");
    await close();
  }
});
