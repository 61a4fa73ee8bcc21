/**
 * With rows selected a key is about all of them, and what cannot be done to several says so; what an act leaves in the list stays
 * selected for the next one. Without a selection and without a panel a key is about the row that has the keys.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const detail = (id) => stage.call("request_detail", { id });
const said = (tab, text) => tab.getByRole("status").filter({ hasText: text }).first().waitFor();
const focused = (tab) => tab.evaluate(() => document.activeElement?.id || (document.activeElement?.getAttribute("role") ?? document.activeElement?.localName));
const staff = async () => (await stage.call("catalogue")).people.filter((person) => person.active && !person.vendor);

/** The field of the list that is open. */
const typing = (tab) => tab.locator("[data-modal]").getByRole("combobox");

let made = 0;
/** Requests of this test alone, in a list that shows nothing else; each later one was asked later. */
async function listed(count, options = {}) {
  made += 1;
  const word = `Selection${made}`;
  const ids = [];
  for (let nth = 1; nth <= count; nth += 1) ids.push((await stage.call("save", { kind: "request", set: { title: `${word} number ${nth}`, kind: "workflow" } })).id);
  const kept = { "requests.filter": { standing: "open", text: word }, "requests.group": "none", "requests.sort": "title" };
  const page = await open(stage, { view: "requests", kept, ...options });
  await page.tab.locator(`[data-row="${ids.at(-1)}"]`).waitFor();
  await page.tab.getByRole("grid").focus();
  await becomes(() => page.tab.locator(".row.active").getAttribute("data-row"), ids[0]);
  return { ...page, ids };
}
/** Selects the rows from the one that has the keys on. */
async function select(tab, count) {
  for (let nth = 1; nth <= count; nth += 1) {
    await tab.keyboard.press("Space");
    await becomes(() => tab.locator(".row.picked").count(), nth);
    if (nth < count) await tab.keyboard.press("j");
  }
}

/** These are selected, and the bar says how many. */
async function selected(tab, ids) {
  await becomes(() => tab.locator(".row.picked").evaluateAll((rows) => rows.map((row) => row.dataset.row)), ids);
  await tab.getByRole("toolbar").getByText(`${ids.length} selected`, { exact: true }).waitFor();
}

test("o gives all that is selected to somebody; they stay selected for the next key, and the keys are on the list", async () => {
  const { tab, ids, complaints, close } = await listed(3);
  await select(tab, 2);
  await tab.keyboard.press("o");
  const name = tab.getByRole("combobox", { name: "Choose the owner" });
  await name.waitFor();
  await becomes(() => tab.locator("#selection-owner").getAttribute("aria-expanded"), "true", "the bar's, not the row's");
  const [taker] = await staff();
  await name.fill(taker.name);
  await tab.keyboard.press("Enter");
  await said(tab, `Gave 2 requests to ${taker.name}`);
  const owners = async () => Promise.all(ids.map(async (id) => (await detail(id)).row.owner?.name ?? null));
  assert.deepEqual(await owners(), [taker.name, taker.name, null]);
  await becomes(() => focused(tab), "grid");
  await settled(tab);
  await selected(tab, ids.slice(0, 2));
  await tab.keyboard.press("s");
  await typing(tab).fill("progress");
  await tab.keyboard.press("Enter");
  await said(tab, "Moved 2 requests to In progress");
  await settled(tab);
  await selected(tab, ids.slice(0, 2));
  for (const back of ["Undone: Moved", "Undone: Gave"]) {
    await tab.keyboard.press("Control+z");
    await said(tab, back);
  }
  assert.deepEqual(await owners(), [null, null, null]);
  await tab.keyboard.press("Escape");
  await becomes(() => tab.getByRole("toolbar").count(), 0);
  await becomes(() => tab.locator(".row.picked").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("what an act on several takes out of the list is selected no more, the others are", async () => {
  const { ids, close: closeUnused } = await listed(2);
  await closeUnused();
  await stage.call("move_request", { id: ids[0], state: "withdrawn", told: true });
  await stage.call("move_request", { id: ids[1], state: "in_progress" });
  const kept = { "requests.filter": { standing: "all", states: ["withdrawn", "in_progress"], text: `Selection${made}` }, "requests.group": "none", "requests.sort": "title" };
  const { tab, complaints, close } = await open(stage, { view: "requests", kept });
  await tab.getByRole("grid").focus();
  await becomes(() => tab.locator(".row.active").getAttribute("data-row"), ids[0]);
  await select(tab, 2);
  await tab.keyboard.press("s");
  await tab.locator("[data-modal]").getByRole("option", { name: "Reopened (1 of 2)" }).waitFor();
  await tab.keyboard.type("reopened");
  await tab.keyboard.press("Enter");
  await tab.locator(`[data-row="${ids[0]}"]`).waitFor({ state: "detached" });
  await selected(tab, [ids[1]]);
  await tab.keyboard.press("o");
  const [taker] = await staff();
  await typing(tab).fill(taker.name);
  await tab.keyboard.press("Enter");
  await becomes(async () => (await detail(ids[1])).row.owner?.name, taker.name);
  assert.equal((await detail(ids[0])).row.owner, null, "nothing is done to what left the list");
  assert.deepEqual(complaints, []);
  await close();
});

test("e and w edit all that is selected, from the field of the key; the keys come back to the list", async () => {
  const { tab, ids, complaints, close } = await listed(2);
  await select(tab, 2);
  await tab.keyboard.press("w");
  const dialog = tab.getByRole("dialog", { name: "Edit 2 together" });
  await dialog.waitFor();
  await becomes(() => focused(tab), "bulk-route");
  await tab.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await becomes(() => focused(tab), "grid");
  await tab.keyboard.press("e");
  await dialog.waitFor();
  await becomes(() => focused(tab), "bulk-owner");
  await dialog.getByLabel("Value, 1 to 5").selectOption({ label: "4" });
  await tab.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Change all 2" }).click();
  await said(tab, "Changed 2 requests");
  assert.deepEqual([(await detail(ids[0])).row.value, (await detail(ids[1])).row.value], [4, 4]);
  await settled(tab);
  await selected(tab, ids);
  await becomes(() => focused(tab), "grid");
  assert.deepEqual(complaints, []);
  await close();
});

test("s moves all that is selected that may go there, and the list says before how many", async () => {
  const { tab, ids, complaints, close } = await listed(3);
  await stage.call("move_request", { id: ids[1], state: "in_progress" });
  await select(tab, 3);
  await tab.keyboard.press("s");
  const list = tab.locator("[data-modal]");
  await list.getByRole("option", { name: "Waiting on vendor", exact: true }).waitFor();
  await list.getByRole("option", { name: "In progress (2 of 3)" }).waitFor();
  await list.getByRole("option", { name: /^Reopened/, disabled: true }).getByText("none of them can").waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.type("progress");
  await tab.keyboard.press("Enter");
  await said(tab, "Moved 2 requests to In progress");
  const states = () => Promise.all(ids.map(async (id) => (await detail(id)).row.state));
  assert.deepEqual(await states(), ["in_progress", "in_progress", "in_progress"]);
  await settled(tab);
  await selected(tab, ids);
  await becomes(() => focused(tab), "grid");
  await tab.keyboard.press("Control+z");
  await becomes(states, ["new", "in_progress", "new"], "one undo for all of them");
  assert.deepEqual(complaints, []);
  await close();
});

test("the list of states counts how they stand now, when another window moves one of them", async () => {
  const { tab, ids, complaints, close } = await listed(3);
  await select(tab, 3);
  await tab.keyboard.press("s");
  const list = tab.locator("[data-modal]");
  await list.getByRole("option", { name: "In progress", exact: true }).waitFor();
  await stage.call("move_request", { id: ids[0], state: "in_progress" });
  await tab.evaluate(() => {
    const other = new BroadcastChannel("keepalive");
    other.postMessage({ changed: ["request_state"] });
    other.close();
  });
  await list.getByRole("option", { name: "In progress (2 of 3)" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("what an act says goes when a form opens, so that its Undo is not pressed for what is there", async () => {
  const { tab, complaints, close } = await listed(1);
  await tab.keyboard.press("o");
  await typing(tab).fill((await staff())[0].name);
  await tab.keyboard.press("Enter");
  const undo = tab.getByRole("button", { name: /^Undo/ });
  await undo.waitFor();
  await tab.getByRole("button", { name: /^New request/ }).click();
  await tab.getByRole("dialog", { name: /request/ }).waitFor();
  assert.equal(await tab.locator(".toast").count(), 0, "at once, not once its time is over");
  assert.deepEqual(complaints, []);
  await close();
});

test("what is done to one thing at a time says so while several are selected, with a panel open, too", async () => {
  const { tab, ids, close } = await listed(2);
  await select(tab, 2);
  await tab.keyboard.press("+");
  await said(tab, "This is noted one at a time");
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await tab.keyboard.press("+");
  await said(tab, "This is noted one at a time");
  await becomes(() => tab.locator("[data-modal]").count(), 0);
  assert.equal((await detail(ids[0])).row.state, "new");
  await close();

  const { tab: others, close: closeOthers } = await open(stage, { view: "workarounds" });
  await others.locator(".row.active").waitFor();
  await select(others, 2);
  await others.keyboard.press("m");
  await said(others, "Workarounds are not merged.");
  await others.keyboard.press("s");
  await said(others, "A workaround’s state is changed one at a time");
  await others.keyboard.press("w");
  await said(others, "A workaround has no route for changes.");
  await closeOthers();
});

test("m merges what is selected into the one that is chosen, as one act that one undo takes apart", async () => {
  const { tab, ids, complaints, close } = await listed(4);
  await tab.keyboard.press("Space");
  await tab.keyboard.press("m");
  await said(tab, "To merge, select two or more.");
  await tab.keyboard.press("Space");
  await select(tab, 3);
  await tab.keyboard.press("m");
  const dialog = tab.getByRole("dialog", { name: "Merge 3 requests" });
  await dialog.getByRole("radio").nth(2).waitFor();
  assert.deepEqual(await violations(tab), []);
  const second = await detail(ids[1]);
  await dialog.getByRole("radio", { name: new RegExp(second.row.title) }).check();
  await tab.keyboard.press("Enter");
  await said(tab, `Merged 2 requests into “${second.row.title}”`);
  const states = () => Promise.all(ids.map(async (id) => (await detail(id)).row.state));
  assert.deepEqual(await states(), ["merged", "new", "merged", "new"]);
  assert.deepEqual((await detail(ids[0])).into?.id, ids[1]);
  await becomes(() => tab.getByRole("toolbar").count(), 0);
  await becomes(() => focused(tab), "grid");
  await tab.keyboard.press("Control+z");
  await said(tab, `Undone: Merged 2 requests into “${second.row.title}”`);
  assert.deepEqual(await states(), ["new", "new", "new", "new"]);
  await tab.getByRole("status").getByRole("button", { name: /^Redo/ }).click();
  await becomes(states, ["merged", "new", "merged", "new"]);
  assert.deepEqual(complaints, []);
  await close();
});

test("only what is open goes into another: the closed one is named, and nothing is changed", async () => {
  const { ids, close } = await listed(2);
  await stage.call("move_request", { id: ids[0], state: "withdrawn", told: true });
  const { row } = await detail(ids[0]);
  await close();
  const all = { "requests.filter": { standing: "all", text: row.title.split(" ")[0] }, "requests.group": "none", "requests.sort": "title" };
  const { tab: list, close: closeList } = await open(stage, { view: "requests", kept: all });
  await list.locator(".row.active").waitFor();
  await select(list, 2);
  await list.getByRole("toolbar").getByRole("button", { name: /^Merge/ }).click();
  const dialog = list.getByRole("dialog", { name: "Merge 2 requests" });
  const { row: open2 } = await detail(ids[1]);
  await dialog.getByRole("radio", { name: new RegExp(open2.title) }).check();
  await dialog.getByRole("button", { name: "Merge" }).click();
  await dialog.getByRole("alert").filter({ hasText: `Reopen ${row.key} first` }).waitFor();
  assert.equal((await detail(ids[1])).row.state, "new");
  await dialog.getByRole("radio", { name: new RegExp(row.title) }).check();
  await dialog.getByRole("button", { name: "Merge" }).click();
  await said(list, `Merged “${open2.title}” into “${row.title}”`);
  assert.equal((await detail(ids[1])).row.state, "merged");
  await closeList();
});

test("s, w, e and m are about the row that has the keys, without a panel", async () => {
  const { tab, ids, complaints, close } = await listed(2);
  await tab.keyboard.press("s");
  await typing(tab).fill("Triaged");
  await tab.keyboard.press("Enter");
  await said(tab, "to Triaged");
  assert.deepEqual([(await detail(ids[0])).row.state, (await detail(ids[1])).row.state], ["triaged", "new"]);
  await becomes(() => focused(tab), "grid");
  await tab.keyboard.press("w");
  await typing(tab).fill("vendor");
  await tab.keyboard.press("Enter");
  await becomes(async () => (await detail(ids[0])).route, "vendor");
  await becomes(() => focused(tab), "grid");
  await tab.keyboard.press("e");
  const form = tab.getByRole("dialog").filter({ has: tab.locator("#request-title") });
  await form.waitFor();
  await becomes(() => form.locator("#request-title").inputValue(), (await detail(ids[0])).row.title);
  await tab.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  await becomes(() => focused(tab), "grid");

  // One request goes into another by its number: what was chosen is named.
  await tab.keyboard.press("m");
  const dialog = tab.getByRole("dialog").filter({ has: tab.locator("#move-reason") });
  await dialog.getByRole("button", { name: /Choose/ }).click();
  const other = (await detail(ids[1])).row;
  await typing(tab).fill(other.title);
  await tab.getByRole("option", { name: new RegExp(other.title) }).waitFor();
  await tab.keyboard.press("Enter");
  await dialog.getByText(other.key).waitFor();
  await dialog.getByText(other.title).waitFor();
  await dialog.getByRole("button", { name: "Choose another" }).waitFor();
  await dialog.getByRole("button", { name: "Merged" }).click();
  await dialog.waitFor({ state: "detached" });
  await becomes(async () => (await detail(ids[0])).into?.id, ids[1]);
  await becomes(() => focused(tab), "grid");
  await settled(tab);
  assert.deepEqual(complaints, []);
  await close();
});

test("a request's own menu merges it, too", async () => {
  const { tab, close } = await listed(1);
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByRole("button", { name: "More", exact: true }).click();
  await tab.getByRole("menuitem", { name: "Merge into another" }).click();
  await tab.getByRole("dialog").filter({ has: tab.locator("#move-reason") }).waitFor();
  await close();
});

test("s ends a workaround from its row, and the keys stay in the list", async () => {
  const { id } = await stage.call("save", { kind: "workaround", set: { title: "Selection by hand", break: "drift", started: "2026-10-01" } });
  const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "workarounds.filter": { standing: "open", text: "Selection by hand" } } });
  await becomes(() => tab.locator(".row.active").getAttribute("data-row"), id);
  await tab.keyboard.press("s");
  await typing(tab).fill("It ended");
  await tab.keyboard.press("Enter");
  const dialog = tab.getByRole("dialog", { name: "When did it end?" });
  await dialog.waitFor();
  await tab.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal((await stage.call("workaround_detail", { id })).row.stage, "retired");
  await becomes(() => focused(tab), "grid");
  assert.deepEqual(complaints, []);
  await close();
});
