/**
 * Several rows are selected as in every list: Shift with an arrow, Ctrl+A for all that the filter shows. What is selected is
 * there: what another desk, another window or an undo takes away is selected no more.
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

let made = 0;
/** Requests of this test alone, in a list that shows nothing else, the keys on the first one. */
async function listed(count, options = {}) {
  made += 1;
  const word = `Selecting${made}`;
  const ids = [];
  for (let nth = 1; nth <= count; nth += 1) {
    ids.push((await stage.call("save", { kind: "request", set: { title: `${word} number ${String(nth).padStart(3, "0")}`, kind: "workflow" } })).id);
  }
  const kept = { "requests.filter": { standing: "open", text: word }, "requests.group": "none", "requests.sort": "title" };
  const page = await open(stage, { view: "requests", kept, ...options });
  await page.tab.getByRole("grid").focus();
  await becomes(() => page.tab.locator(".row.active").getAttribute("data-row"), ids[0]);
  return { ...page, ids };
}
const bar = (tab) => tab.getByRole("toolbar").filter({ hasText: "selected" });
const count = (tab, number) => bar(tab).getByText(`${number} selected`, { exact: true }).waitFor();
const picked = (tab) => tab.locator(".row.picked").evaluateAll((rows) => rows.map((row) => row.dataset.row));
/** What another desk or window does, told to this page as those tell it. */
async function elsewhere(tab, command, input) {
  await stage.call(command, input);
  await tab.evaluate(() => {
    const other = new BroadcastChannel("keepalive");
    other.postMessage({ changed: ["request"] });
    other.close();
  });
}

test("the bar names the only one that is selected, and no one of several", async () => {
  const { tab, complaints, close } = await listed(2);
  await tab.keyboard.press("Space");
  await count(tab, 1);
  await bar(tab).getByText(/number 001$/).waitFor();
  await tab.keyboard.press("Shift+ArrowDown");
  await count(tab, 2);
  await becomes(() => bar(tab).getByText(/number 001$/).count(), 0);
  await tab.keyboard.press("Shift+ArrowUp");
  await bar(tab).getByText(/number 001$/).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("Shift with an arrow selects what it goes over, and unselects what it comes back from", async () => {
  const { tab, ids, complaints, close } = await listed(4);
  await tab.keyboard.press("Shift+ArrowDown");
  await becomes(() => picked(tab), ids.slice(0, 2));
  await tab.keyboard.press("Shift+ArrowDown");
  await becomes(() => picked(tab), ids.slice(0, 3));
  await count(tab, 3);
  await becomes(() => tab.locator(".row.active").getAttribute("data-row"), ids[2]);
  await tab.keyboard.press("Shift+ArrowUp");
  await becomes(() => picked(tab), ids.slice(0, 2));
  // An arrow alone leaves what is selected; the next range begins where it went.
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowDown");
  await becomes(() => tab.locator(".row.active").getAttribute("data-row"), ids[3]);
  await tab.keyboard.press("Shift+ArrowDown");
  await becomes(() => picked(tab), [ids[0], ids[1], ids[3]]);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("Ctrl+A selects all that the filter shows, the rows that are not read yet among them; Escape ends it", async () => {
  const { tab, ids, complaints, close } = await listed(205);
  await tab.keyboard.press("Control+a");
  await count(tab, 205);
  assert.equal(await bar(tab).getByRole("button", { name: /Select all/ }).count(), 0, "there is nothing more to select");
  assert.equal(await tab.evaluate(() => getSelection()?.toString() ?? ""), "", "the page's own select-all is not done");
  const [taker] = (await stage.call("catalogue")).people.filter((person) => person.active && !person.vendor);
  await tab.keyboard.press("o");
  await tab.locator("[data-modal]").getByRole("combobox").fill(taker.name);
  await tab.keyboard.press("Enter");
  await tab.getByRole("status").filter({ hasText: `Gave 205 requests to ${taker.name}` }).first().waitFor();
  assert.equal((await stage.call("request_detail", { id: ids[204] })).row.owner?.name, taker.name);
  await settled(tab);
  await count(tab, 205);
  await tab.keyboard.press("Escape");
  await becomes(() => bar(tab).count(), 0);
  // In a field the keys are the field's.
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByRole("button", { name: "Add a note" }).click();
  const field = tab.getByRole("complementary").getByRole("textbox");
  await field.fill("Typed here");
  await tab.keyboard.press("Control+a");
  assert.equal(await field.evaluate((element) => element.selectionEnd - element.selectionStart), "Typed here".length);
  await settled(tab);
  assert.equal(await bar(tab).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("without keys all are selected by the bar's button and by the palette", async () => {
  const { tab, complaints, close } = await listed(3);
  await tab.locator(".row").first().click({ modifiers: ["Control"] });
  await bar(tab).getByRole("button", { name: /^Select all 3/ }).click();
  await count(tab, 3);
  await tab.keyboard.press("Escape");
  await becomes(() => bar(tab).count(), 0);
  await tab.keyboard.press("Control+k");
  await tab.keyboard.type("select all");
  await tab.getByRole("option", { name: /Select all in the list/ }).waitFor();
  await tab.keyboard.press("Enter");
  await count(tab, 3);
  assert.deepEqual(complaints, []);
  await close();
});

test("both stand in the sheet of keys, and work in the list of workarounds", async () => {
  const { tab, complaints, close } = await open(stage, { view: "workarounds" });
  await tab.locator(".row.active").waitFor();
  await tab.keyboard.press("Shift+ArrowDown");
  await count(tab, 2);
  await tab.keyboard.press("Control+a");
  const { total } = await stage.call("workaround_list", { filter: { standing: "open" }, limit: 1 });
  await count(tab, total);
  await tab.keyboard.press("?");
  const sheet = tab.getByRole("dialog");
  await sheet.getByText("Select all in the list", { exact: true }).waitFor();
  await sheet.getByText("Select the next one, too", { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("what is deleted at another desk is selected no more, whether the list shows it or the filter hides it", async () => {
  const { tab, ids, complaints, close } = await listed(3);
  await tab.keyboard.press("Control+a");
  await count(tab, 3);
  await elsewhere(tab, "delete", { ids: [ids[1]] });
  await count(tab, 2);
  await becomes(() => picked(tab), [ids[0], ids[2]]);
  // Hidden by a filter it is selected still, until it is gone.
  await tab.getByRole("button", { name: "Safety", exact: true }).click();
  await becomes(() => tab.locator(".row[data-row]").count(), 0);
  await count(tab, 2);
  await elsewhere(tab, "delete", { ids: [ids[0]] });
  await count(tab, 1);
  await elsewhere(tab, "delete", { ids: [ids[2]] });
  await becomes(() => bar(tab).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("what an undo takes away is selected no more", async () => {
  const { tab, ids, complaints, close } = await listed(2);
  await tab.keyboard.press("Control+a");
  await count(tab, 2);
  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).first().waitFor();
  await count(tab, 1);
  assert.deepEqual(await picked(tab), [ids[0]]);
  assert.deepEqual(complaints, []);
  await close();
});

test("a state that is not given to several stands in the list, and says why it cannot be taken", async () => {
  const { tab, ids, complaints, close } = await listed(2);
  await tab.keyboard.press("Control+a");
  await count(tab, 2);
  await tab.keyboard.press("s");
  const list = tab.locator("[data-modal]");
  await list.getByRole("combobox").fill("declined");
  await becomes(
    () => list.getByRole("option", { disabled: true }).evaluateAll((options) => options.map((option) => option.textContent.replace(/\s+/g, " ").trim())),
    ["Declined by us one request at a time", "Declined by vendor one request at a time"],
  );
  await tab.keyboard.press("Enter");
  await list.getByRole("combobox").fill("merged");
  await list.getByRole("option", { disabled: true }).getByText("use Merge").waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.equal((await stage.call("request_detail", { id: ids[0] })).row.state, "new");
  assert.deepEqual(complaints, []);
  await close();
});
