import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

/** Gives requests that belong to somebody else to one person, each as an act of its own. */
async function give(count) {
  const [taker] = (await stage.call("catalogue")).people.filter((person) => person.active && !person.vendor);
  const page = await stage.call("request_list", { limit: 100 });
  const rows = page.rows.filter((row) => row.owner?.name !== taker.name).slice(0, count);
  for (const { id } of rows) await stage.call("save", { id, kind: "request", set: { owner: { ref: taker.id } } });
  return { taker, ids: rows.map((row) => row.id), before: rows.map((row) => row.owner?.name ?? null) };
}
const ownerOf = async (id) => (await stage.call("request_detail", { id })).row.owner?.name ?? null;

test("several acts are taken back at once, down to the one that is named", async () => {
  const { taker, ids, before: owners } = await give(3);
  const { tab, complaints, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+Alt+z");
  const dialog = tab.getByRole("dialog", { name: "What was done" });
  await dialog.getByRole("listitem").nth(2).getByRole("button", { name: "Undo these 3" }).click();
  await tab.getByRole("status").filter({ hasText: "Undone: 3 acts." }).waitFor();
  for (const [index, id] of ids.entries()) assert.equal(await ownerOf(id), owners[index]);
  await dialog.getByRole("listitem").nth(2).getByText("undone").waitFor();

  // Doing again goes the other way, one at a time, oldest first.
  await dialog.getByRole("button", { name: "Redo" }).first().click();
  await tab.getByRole("status").filter({ hasText: "Done again" }).waitFor();
  assert.equal(await ownerOf(ids[0]), taker.name);
  assert.deepEqual(complaints, []);
  await close();
});

test("one act in the middle is taken back, and the newer ones stand", async () => {
  const { taker, ids, before: owners } = await give(2);
  const { tab, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+Alt+z");
  const dialog = tab.getByRole("dialog", { name: "What was done" });
  await dialog.getByRole("listitem").nth(1).getByRole("button", { name: /^Undo Gave/ }).click();
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.equal(await ownerOf(ids[0]), owners[0]);
  assert.equal(await ownerOf(ids[1]), taker.name);
  await close();
});

test("what was thrown away is found and put back", async () => {
  const { rows } = await stage.call("request_list", { limit: 2 });
  await stage.call("delete", { ids: rows.map((row) => row.id) });
  const { tab, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+Alt+t");
  const dialog = tab.getByRole("dialog", { name: "Trash" });
  await dialog.getByRole("textbox", { name: "Find in the trash" }).fill(rows[0].key);
  await dialog.getByRole("status").filter({ hasText: "1 thing" }).waitFor();
  await dialog.getByRole("button", { name: /^Put back/ }).click();
  await tab.getByRole("status").filter({ hasText: "out of the trash" }).waitFor();
  assert.equal((await stage.call("request_detail", { id: rows[0].id })).deleted, false);
  assert.equal((await stage.call("request_detail", { id: rows[1].id })).deleted, true);
  await close();
});

for (const kind of ["request", "workaround"]) {
  test(`a ${kind} in the trash offers one thing, to be put back, and no key changes it or another`, async () => {
    const { rows } = await stage.call(`${kind}_list`, { filter: { standing: "open" }, limit: 2 });
    const [gone, other] = rows;
    const { tab, complaints, close } = await open(stage, { view: `${kind}s`, kept: { "place.items": { [`${kind}s`]: gone.id } } });
    const panel = tab.getByRole("complementary");
    await panel.getByRole("button", { name: "More", exact: true }).click();
    await tab.getByRole("menuitem", { name: "Move to the trash" }).click();
    await panel.getByText("This is in the trash.").waitFor();
    const acts = panel.locator("section").first().locator(".acts:not(.push) button");
    await becomes(() => acts.allInnerTexts().then((all) => all.map((text) => text.trim())), ["Take out of the trash"]);
    await becomes(() => panel.locator(".panelfoot").count(), 0);
    await becomes(() => panel.getByRole("button", { name: "Edit", exact: true }).count(), 0);
    for (const key of ["+", "o", "s", "e"]) {
      await tab.keyboard.press(key);
      await tab.getByRole("status").filter({ hasText: "This is in the trash." }).waitFor();
      await becomes(() => tab.locator("[data-modal]").count(), 0, key);
    }
    const now = await stage.call(`${kind}_detail`, { id: other.id });
    assert.equal(now.row.owner?.id, other.owner?.id);
    await panel.getByRole("button", { name: "Take out of the trash" }).click();
    await tab.getByRole("status").filter({ hasText: "out of the trash" }).waitFor();
    await panel.getByText("This is in the trash.").waitFor({ state: "detached" });
    assert.equal((await stage.call(`${kind}_detail`, { id: gone.id })).deleted, false);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("thousands of lines scroll as few do: only those near are drawn, and the last is reached", async () => {
  const MANY = 700;
  const ids = [];
  for (let n = 0; n < MANY; n += 1) {
    ids.push((await stage.call("save", { kind: "question", set: { text: `Many ${n}` } })).id);
  }
  await stage.call("delete", { ids });
  const { tab, complaints, close } = await open(stage, { view: "today" });
  for (const [keys, name, last] of [["Control+Alt+z", "What was done", "Many 0"], ["Control+Alt+t", "Trash", undefined]]) {
    await tab.keyboard.press(keys);
    const dialog = tab.getByRole("dialog", { name });
    const list = dialog.getByRole("region", { name });
    await list.getByRole("listitem").first().waitFor();
    assert.ok((await list.getByRole("listitem").count()) < 60, `${name}: everything is drawn`);
    if (last !== undefined) {
      const there = list.getByText(last, { exact: false }).filter({ hasText: /Many 0(?!\d)/ });
      for (let turn = 0; turn < 40 && (await there.count()) === 0; turn += 1) {
        await list.evaluate((region) => region.scrollTo(0, region.scrollHeight));
        await settled(tab);
      }
      await there.first().waitFor();
    }
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`what was done and the trash are clean, ${theme}`, async () => {
    await give(2);
    const { tab, complaints, close } = await open(stage, { view: "today", theme });
    for (const keys of ["Control+Alt+z", "Control+Alt+t"]) {
      await tab.keyboard.press(keys);
      await tab.getByRole("dialog").waitFor();
      await settled(tab);
      assert.deepEqual(await violations(tab), []);
      await tab.keyboard.press("Escape");
      await tab.getByRole("dialog").waitFor({ state: "detached" });
    }
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("right after the first run undo leaves the clinic, and the list of acts says why", async (t) => {
  const fresh = await start({ sample: false });
  t.after(() => fresh.stop());
  const clinic = { clinic: "Birch Lane Practice", time_zone: "America/Denver", ehr: "Marlet EHR", vendor: "Marlet" };
  await fresh.call("first_run", { ...clinic, go_live: "2026-09-01" });
  const { tab, complaints, close } = await open(fresh, { view: "today" });
  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: /nothing/i }).first().waitFor();
  await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  assert.equal((await fresh.call("app_state")).clinic.name, clinic.clinic);
  await tab.keyboard.press("Control+Alt+z");
  const act = tab.getByRole("dialog", { name: "What was done" }).getByRole("listitem");
  await act.getByText("The clinic began with this; it stays").waitFor();
  await becomes(() => act.getByRole("button").count(), 0);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});
