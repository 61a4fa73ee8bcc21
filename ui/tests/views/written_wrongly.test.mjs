import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

let stage, workaround, request;
before(async () => {
  stage = await startClinic();
  const make = async (kind, set) => (await stage.call("save", { kind, set })).id;
  workaround = await make("workaround", { title: "Print twice", break: "drift", started: "2026-02-05" });
  await stage.call("again", { id: workaround, minutes: 50 });
  const uses = { from: "2026-02-05", people: 4, uses_per_person_per_week: 100, minutes_per_use: 3, basis: "guessed" };
  await make("estimate", { workaround: { ref: workaround }, ...uses });
  request = await make("request", { title: "Fewer clicks", kind: "workflow" });
  await stage.call("chase_add", { request, minutes: 125, channel: "phone" });
  await make("promise", { request: { ref: request }, clock: "fix", made_on: "2026-02-06", due_on: "2026-02-09" });
});
after(() => stage?.stop());

test("minutes typed wrongly are corrected, an entry is taken away, and undo brings it back", async () => {
  const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "place.items": { workarounds: workaround } } });
  const panel = tab.getByRole("complementary");
  const dialog = tab.getByRole("dialog");
  await panel.getByText("50 min", { exact: true }).waitFor();
  const entry = panel.getByRole("listitem").filter({ has: tab.getByText("50 min", { exact: true }) });
  await entry.getByRole("button", { name: /^Edit: / }).click();
  await becomes(() => dialog.getByLabel("Minutes").inputValue(), "50");
  assert.deepEqual(await violations(tab), []);
  await dialog.getByLabel("Minutes").fill("5");
  await tab.keyboard.press("Enter");
  await panel.getByText("5 min", { exact: true }).waitFor();

  // By key: what went leaves the keys in the panel, where somebody works.
  await panel.getByRole("button", { name: /^Remove: / }).last().press("Enter");
  await tab.getByRole("status").filter({ hasText: "Removed from “Print twice”" }).waitFor();
  await panel.getByText("5 min", { exact: true }).waitFor({ state: "detached" });
  await becomes(() => tab.evaluate(() => document.activeElement?.closest("[role=complementary], aside") !== null), true);
  await tab.keyboard.press("Control+z");
  await panel.getByText("5 min", { exact: true }).waitFor();

  await panel.getByRole("button", { name: "Edit: 4 people × 100 a week × 3 min" }).click();
  await dialog.getByLabel("a week").fill("10");
  await tab.keyboard.press("Enter");
  await panel.getByText("4 people × 10 a week × 3 min").waitFor();
  assert.equal((await stage.call("workaround_detail", { id: workaround })).estimates.length, 1, "corrected, not revised");
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("a chase and a promise stand among the dates of a request, to be corrected and taken away", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "place.items": { requests: request } } });
  const panel = tab.getByRole("complementary");
  const dialog = tab.getByRole("dialog");
  await panel.getByText("What happened, and when", { exact: true }).click();
  await panel.getByRole("button", { name: /^Edit: Chased, 125 min/ }).click();
  await becomes(() => dialog.getByLabel("Minutes it took").inputValue(), "125");
  await dialog.getByLabel("Minutes it took").fill("12.5");
  await tab.keyboard.press("Enter");
  await panel.getByText("Chased, 12.5 min").waitFor();

  await panel.getByRole("button", { name: /^Edit: Fix promised/ }).click();
  await becomes(() => dialog.getByLabel("By when").inputValue(), "02/09/2026");
  await dialog.getByLabel("By when").fill("2026-03-09");
  await dialog.getByRole("button", { name: "Save" }).click();
  await becomes(async () => (await stage.call("request_detail", { id: request })).promises[0]?.due_on, "2026-03-09");
  await panel.getByRole("button", { name: /^Remove: .*promised/ }).click();
  await becomes(async () => (await stage.call("request_detail", { id: request })).promises.length, 0);
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});
