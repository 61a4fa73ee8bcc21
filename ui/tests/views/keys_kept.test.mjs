/** What had the keys may go with the act it was pressed for: they come back to the list, or to what came of it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
const folder = mkdtempSync(join(tmpdir(), "keepalive-keys-"));
before(async () => {
  stage = await start();
});
after(async () => {
  await stage?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const focused = (tab) => tab.evaluate(() => document.activeElement?.getAttribute("role") ?? document.activeElement?.localName);
const save = async (kind, set) => (await stage.call("save", { kind, set })).id;
/** The field of the list that is open. */
const typing = (tab) => tab.locator("[data-modal]").getByRole("combobox");
/** Presses a button by keys: it has them, and goes with what it does. */
async function press(tab, button) {
  await button.focus();
  await tab.keyboard.press("Enter");
}
async function opened(view, id) {
  const page = await open(stage, { view, kept: { [`${view}.filter`]: { standing: "all" }, "place.items": { [view]: id } } });
  await page.tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await page.tab.getByRole("grid").locator("[data-row]").first().waitFor();
  return page;
}

test("after a bulk edit, and after several went to the trash", async () => {
  for (const nth of [1, 2]) await save("request", { title: `Keyskept ${nth}`, kind: "workflow" });
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "requests.filter": { standing: "open", text: "Keyskept" } } });
  await tab.getByRole("grid").focus();
  await tab.locator(".row.active").waitFor();
  await tab.keyboard.press("Home");
  await tab.keyboard.press("Space");
  await tab.keyboard.press("j");
  await tab.keyboard.press("Space");
  const both = () => becomes(() => tab.locator(".row.picked").count(), 2);
  await both();
  const bar = tab.getByRole("toolbar");
  const edit = bar.getByRole("button", { name: /^Edit fields/ });
  const area = bar.getByRole("button", { name: /^Area/ });
  const has = (button) => becomes(() => button.evaluate((element) => element === document.activeElement), true);
  await press(tab, edit);
  const dialog = tab.getByRole("dialog");
  await dialog.getByLabel("Value, 1 to 5").selectOption({ label: "3" });
  await press(tab, dialog.getByRole("button", { name: "Change all 2" }));
  await dialog.waitFor({ state: "detached" });
  await has(edit);
  await settled(tab);
  await both();
  await press(tab, area);
  await typing(tab).waitFor();
  await tab.keyboard.press("Enter");
  await has(area);
  await settled(tab);
  await both();
  await press(tab, bar.getByRole("button", { name: "Move to the trash" }));
  await bar.waitFor({ state: "detached" });
  await tab.locator("[data-row]").first().waitFor({ state: "detached" });
  await becomes(() => focused(tab), "grid");
  assert.deepEqual(complaints, []);
  await close();
});

test("after a merge in the panel, which goes on with the one that stays, and after it is taken apart from either side", async () => {
  const [one, two] = [await save("request", { title: "Keysmerged one", kind: "workflow" }), await save("request", { title: "Keysmerged two", kind: "workflow" })];
  const { tab, complaints, close } = await opened("requests", one);
  await press(tab, tab.locator("#request-state"));
  await typing(tab).fill("Merged");
  await tab.keyboard.press("Enter");
  const dialog = tab.getByRole("dialog").filter({ has: tab.locator("#move-reason") });
  await press(tab, dialog.locator("#move-into"));
  await typing(tab).fill("Keysmerged two");
  await tab.getByRole("option", { name: /Keysmerged two/ }).waitFor();
  await tab.keyboard.press("Enter");
  await press(tab, dialog.getByRole("button", { name: "Merged" }));
  await dialog.waitFor({ state: "detached" });
  const panel = tab.getByRole("complementary");
  await panel.getByRole("heading", { level: 2, name: "Keysmerged two" }).waitFor();
  await becomes(() => focused(tab), "grid");
  await close();
  const gone = await opened("requests", one);
  const apart = gone.tab.getByRole("complementary").getByRole("button", { name: "Take the merge apart", exact: true });
  await press(gone.tab, apart.first());
  await becomes(() => apart.count(), 0);
  await becomes(() => focused(gone.tab), "grid");
  assert.deepEqual(gone.complaints, []);
  await gone.close();

  await stage.call("move_request", { id: one, state: "merged", into: two });
  const other = await opened("requests", two);
  const named = other.tab.getByRole("complementary").getByRole("button", { name: /^Take the merge apart: / });
  await press(other.tab, named);
  await named.waitFor({ state: "detached" });
  await becomes(() => focused(other.tab), "grid");
  assert.deepEqual([...complaints, ...other.complaints], []);
  await other.close();
});

test("after a workaround ended, and is back in use", async () => {
  const id = await save("workaround", { title: "Keysended", break: "drift", started: "2026-10-01" });
  const { tab, complaints, close } = await opened("workarounds", id);
  const panel = tab.getByRole("complementary");
  await press(tab, panel.getByRole("button", { name: "It ended" }));
  const dialog = tab.getByRole("dialog");
  await dialog.waitFor();
  await tab.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  const back = panel.getByRole("button", { name: "It is back in use" });
  await back.waitFor();
  await becomes(() => focused(tab), "grid");
  await press(tab, back);
  await back.waitFor({ state: "detached" });
  await becomes(() => focused(tab), "grid");
  assert.deepEqual(complaints, []);
  await close();
});

test("after a view is saved, where a chip opened the dialog", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "requests.filter": { standing: "all" } } });
  await press(tab, tab.locator("#saved-views"));
  await typing(tab).waitFor();
  await tab.getByRole("option", { name: "Save this view" }).waitFor();
  await tab.keyboard.press("Enter");
  await tab.getByLabel("Name of the view").fill("Everything");
  await tab.keyboard.press("Enter");
  await tab.getByRole("status").filter({ hasText: "Saved the view “Everything” on this computer." }).waitFor();
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await becomes(async () => (await focused(tab)) !== "body", true);
  assert.deepEqual(complaints, []);
  await close();
});

test("after an import, and after it is taken back: on what came of it", async () => {
  const file = join(folder, "few.csv");
  writeFileSync(file, "number,short_description,state,opened_at\nINC9100001,Keysimported,New,29-10-2026 08:16\n");
  const { tab, complaints, close } = await open(stage, { view: "import" });
  const choosing = tab.waitForEvent("filechooser");
  await press(tab, tab.getByRole("button", { name: "Choose a file" }));
  await (await choosing).setFiles(file);
  await tab.getByRole("heading", { name: "What it becomes" }).waitFor();
  await settled(tab);
  await becomes(async () => (await focused(tab)) !== "body", true);
  await press(tab, tab.locator(".bar .btn.primary"));
  await tab.getByRole("heading", { name: "Imported from few.csv" }).waitFor();
  const at = () => tab.evaluate(() => document.activeElement?.id);
  await becomes(at, "import-done-head");
  await press(tab, tab.getByRole("main").getByRole("button", { name: "Undo the import" }));
  await tab.getByRole("heading", { name: "The import of few.csv was undone" }).waitFor();
  await becomes(at, "import-done-head");
  assert.deepEqual(complaints, []);
  await close();
});

test("a click beside everything leaves the keys where people put them: nowhere", async () => {
  const { tab, close } = await open(stage, { view: "requests" });
  await tab.locator("#filter-area").focus();
  await tab.locator("h1").click();
  await settled(tab);
  assert.equal(await focused(tab), "body");
  await close();
});

for (const [theme, width, height] of [["light", 1024, 768], ["dark", 1600, 900]])
  test(`several that an act put into another group: the list goes there, it is said where, and the next key is about them (${theme})`, async () => {
    const { people } = await stage.call("catalogue");
    const owner = people.find((person) => person.active && !person.vendor);
    const word = `Keysgrouped${theme}`;
    // More that nobody owns than the window holds: what goes to the group after them leaves the sight.
    const ids = [];
    for (let nth = 1; nth <= 24; nth += 1) ids.push(await save("request", { title: `${word} ${String(nth).padStart(2, "0")}`, kind: "workflow" }));
    for (let nth = 1; nth <= 2; nth += 1) await save("request", { title: `${word} owned ${nth}`, kind: "workflow", owner: { ref: owner.id } });
    const kept = { "requests.filter": { standing: "open", text: word }, "requests.group": "turn", "requests.sort": "title" };
    const { tab, complaints, close } = await open(stage, { view: "requests", theme, width, height, kept });
    await tab.locator(`[data-row="${ids[0]}"]`).waitFor();
    await tab.getByRole("grid").focus();
    await becomes(() => tab.locator(".row.active").getAttribute("data-row"), ids[0]);
    for (let nth = 1; nth <= 3; nth += 1) {
      await tab.keyboard.press("Space");
      await becomes(() => tab.locator(".row.picked").count(), nth);
      if (nth < 3) await tab.keyboard.press("j");
    }
    await tab.keyboard.press("o");
    await typing(tab).fill(owner.name);
    await tab.keyboard.press("Enter");
    const head = tab.locator(".row.group").filter({ hasText: "Our turn: 5" });
    await tab.getByRole("status").filter({ hasText: "3 stand under “Our turn: 5” now. Undo" }).waitFor();
    await becomes(() => focused(tab), "grid");
    await becomes(() => tab.locator(".row.active").getAttribute("data-row"), ids[0], "the first of them has the keys");
    /** Whether it is whole in the list, under its head. */
    const inSight = (part) =>
      part.evaluate((row) => {
        const [box, around] = [row.getBoundingClientRect(), row.closest("[role=grid]").getBoundingClientRect()];
        const { bottom } = row.closest("[role=grid]").querySelector(".head").getBoundingClientRect();
        return box.top >= bottom - 1 && box.bottom <= around.bottom + 1;
      });
    for (const part of [head, ...ids.slice(0, 3).map((id) => tab.locator(`.row.picked[data-row="${id}"]`))]) {
      await part.waitFor();
      await becomes(() => inSight(part), true);
    }
    assert.deepEqual(complaints, []);
    await close();
  });
