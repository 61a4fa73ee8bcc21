import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, settled, start } from "./harness.mjs";

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
  assert.equal(await panel.count(), 0);
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
  const field = tab.getByRole("textbox");
  await settled(tab);
  assert.equal(await field.inputValue(), "print the fax twice 5m #interfaces");
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
