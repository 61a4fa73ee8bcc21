/** The history of a thing names what changed, with what stood there before. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

const LONG = "Every morning the schedule is printed, folded, and carried to the back desk. ".repeat(6).trim();
const ids = {};

let stage;
before(async () => {
  stage = await startClinic();
  const save = async (kind, set, id = null) => (await stage.call("save", { kind, id, set })).id ?? id;
  const [maria, sam] = [await save("person", { name: "Maria", role: "nurse" }), await save("person", { name: "Sam", role: "nurse" })];
  const request = await save("request", { title: "Recall list", kind: "visibility", owner: { ref: maria } });
  const area = await save("area", { key: "Refills" });
  await save("request", { owner: { ref: sam } }, request);
  await save("request", { title: "Recall list by date" }, request);
  await save("request", { detail: LONG }, request);
  await stage.call("move_request", { id: request, state: "triaged" });
  await save("area", { owner: { ref: sam }, route: "vendor" }, area);
  await save("person", { role: "biller" }, sam);
  Object.assign(ids, { request, area, sam });
});
after(() => stage?.stop());

const opened = (theme, language) =>
  open(stage, { view: "requests", theme, language, kept: { "place.items": { requests: ids.request } } });

for (const theme of ["light", "dark"]) {
  test(`a request's history says what each act changed, long texts on demand, ${theme}`, async () => {
    const { tab, complaints, close } = await opened(theme);
    const panel = tab.getByRole("complementary");
    await panel.getByText("State: New → Triaged").waitFor();
    await panel.getByText("Title changed from “Recall list” to “Recall list by date”").waitFor();
    await panel.getByText("Owner: Maria → Sam").waitFor();
    const detail = panel.getByRole("listitem").filter({ hasText: /^Detail: empty → / });
    await becomes(async () => (await detail.last().innerText()).includes(LONG), false, "it is shortened");
    const whole = panel.getByRole("button", { name: /^The whole text/ });
    await whole.focus();
    await tab.keyboard.press("Enter");
    await becomes(async () => (await detail.last().innerText()).includes(LONG), true, "whole on demand");
    await panel.getByRole("button", { name: /^Fewer details/ }).waitFor();
    // What it began with is looked up, not read each time.
    await panel.getByRole("button", { name: /^All \d/ }).click();
    const began = panel.getByRole("button", { name: /^\d+ details?\b/ }).last();
    await becomes(() => panel.getByText("Owner: Maria", { exact: true }).count(), 0);
    await began.click();
    await panel.getByText("Owner: Maria", { exact: true }).waitFor();
    await settled(tab);
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("it says so in Spanish", async () => {
  const { tab, close } = await opened("light", "es");
  await tab.getByText("Estado: Nueva → Clasificada").waitFor();
  await tab.getByText("Título: cambió de “Recall list” a “Recall list by date”").waitFor();
  await tab.getByText("Responsable: Maria → Sam").waitFor();
  await close();
});

test("an area and a person have theirs in their form", async () => {
  const { tab, complaints, close } = await open(stage, { view: "owners" });
  await tab.getByRole("button", { name: "Refills" }).first().click();
  const form = tab.getByRole("dialog");
  await form.getByText("Owner: nobody → Sam").waitFor();
  await form.getByText("Route: empty → Vendor queue").waitFor();
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  await tab.keyboard.press("Control+,");
  await tab.getByRole("button", { name: "Edit Sam" }).click();
  await form.getByText("Role changed from “nurse” to “biller”").waitFor();
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});
