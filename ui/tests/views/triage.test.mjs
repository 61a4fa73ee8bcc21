import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { open, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const triage = { "requests.look": "triage" };
const INBOX = { states: ["new", "needs_clarifying"] };
const first = async () => (await stage.call("request_list", { filter: INBOX, sort: "worth", limit: 2 })).rows;
const detail = (id) => stage.call("request_detail", { id });
const said = (tab) => tab.getByRole("status").filter({ hasText: "Undo" }).waitFor();

async function pick(tab, key, typed) {
  await tab.keyboard.press(key);
  await tab.locator('[data-modal] input[role="combobox"]').fill(typed);
  await tab.keyboard.press("Enter");
  await tab.locator("[data-modal]").waitFor({ state: "detached" });
}

test("a request is triaged with keys alone, and the next one stands there", async () => {
  const [one, two] = await first();
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: triage });
  const panel = tab.getByRole("complementary");
  await panel.getByRole("heading", { name: one.title }).waitFor();
  await pick(tab, "o", "Biller");
  await pick(tab, "v", "4");
  await pick(tab, "f", "2");
  await pick(tab, "r", "Vendor");
  await panel.getByText("Value 4 by effort 2: 2").waitFor();
  await tab.keyboard.press("t");
  await panel.getByRole("heading", { name: two.title }).waitFor();
  const { row, route } = await detail(one.id);
  assert.deepEqual([row.state, row.owner.name, row.value, row.effort, route], ["triaged", "Biller", 4, 2, "vendor"]);
  assert.deepEqual(complaints, []);
  await close();
});

test("declining needs the reason and that the requester was told", async () => {
  const [one] = await first();
  const { tab, close } = await open(stage, { view: "requests", kept: triage });
  await tab.getByRole("complementary").getByRole("heading", { name: one.title }).waitFor();
  await tab.keyboard.press("d");
  const dialog = tab.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Clause 4.2: custom letters are out of scope");
  await dialog.getByRole("button", { name: "Declined" }).click();
  await dialog.getByText("told").first().waitFor();
  assert.equal((await detail(one.id)).row.state, one.state, "nothing closes before the requester was told");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Declined" }).click();
  await said(tab);
  assert.equal((await detail(one.id)).row.state, "declined_clinic");
  await close();
});

test("a merge is taken apart from the request it went into", async () => {
  const [one, two] = await first();
  await stage.call("move_request", { id: one.id, state: "merged", into: two.id });
  const { tab, close } = await open(stage, { view: "requests", kept: { "place.items": { requests: two.id } } });
  await tab.getByRole("button", { name: `Take the merge of ${one.key} apart` }).click();
  await said(tab);
  assert.equal((await detail(one.id)).row.state, "triaged");
  assert.deepEqual((await detail(two.id)).merged, []);
  await close();
});

test("editing together tells no change from nobody", async () => {
  const { rows } = await stage.call("request_list", { filter: { standing: "open" }, sort: "age", group: "owner", limit: 200 });
  const owned = rows.filter((row) => row.owner !== null).slice(0, 1)[0];
  const { tab, close } = await open(stage, { view: "requests", kept: { "requests.filter": { standing: "open", text: owned.key } } });
  await tab.locator(`[data-row="${owned.id}"]`).waitFor();
  await tab.getByRole("grid").focus();
  await tab.keyboard.press("Space");
  await tab.getByRole("button", { name: "Edit fields" }).click();
  await tab.getByLabel("Value, 1 to 5").selectOption({ label: "5" });
  await tab.getByRole("button", { name: "Change all 1" }).click();
  await said(tab);
  const kept = (await detail(owned.id)).row;
  assert.deepEqual([kept.value, kept.owner.name], [5, owned.owner.name]);
  await tab.getByRole("grid").focus();
  await tab.keyboard.press("Space");
  await tab.getByRole("button", { name: "Edit fields" }).click();
  await tab.getByLabel("Owner").selectOption({ label: "Nobody" });
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Change all 1" }).click();
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal((await detail(owned.id)).row.owner, null);
  await close();
});

test("workarounds nobody owns, longest in use first, are a saved view", async () => {
  const { tab, complaints, close } = await open(stage, { view: "workarounds" });
  await tab.locator("#filter-owner").click();
  await tab.getByRole("option", { name: "Nobody" }).click();
  await tab.locator("#sort-by").click();
  await tab.getByRole("option", { name: "Longest in use" }).click();
  await tab.locator("#saved-views").click();
  await tab.getByRole("option", { name: "Save this view" }).click();
  await tab.getByLabel("Name of the view").fill("Ownerless");
  await tab.keyboard.press("Enter");
  await tab.reload();
  await tab.locator("#saved-views").filter({ hasText: "Ownerless" }).waitFor();
  const { rows } = await stage.call("workaround_list", { filter: { owner: "nobody" }, sort: "in_use" });
  await tab.locator('[role="row"][data-row]').first().waitFor();
  const first = await tab.locator('[role="row"][data-row]').first().getAttribute("data-row");
  assert.equal(first, rows[0].id);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`triage, ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "requests", theme, kept: triage });
    await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}
