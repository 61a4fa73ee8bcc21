/** Owners: what each person carries, a hand-over seen before it is made, and rhythms that come back on Today. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
  const person = async (name) => (await stage.call("save", { kind: "person", set: { name, role: "front desk" } })).id;
  const [lead, nurse] = [await person("Front desk lead"), await person("Nurse lead")];
  await person("Biller");
  const area = async (key, set) => (await stage.call("save", { kind: "area", set: { key, ...set } })).id;
  const scheduling = await area("Scheduling", { owner: { ref: lead }, backup: { ref: nurse }, review_every_days: 28 });
  await area("Inbox", { owner: { ref: nurse }, backup: { ref: lead } });
  const ours = { kind: "workflow", owner: { ref: lead } };
  await stage.call("save", { kind: "request", set: { title: "Show the recall list", ...ours, area: { ref: scheduling } } });
  await stage.call("save", { kind: "request", set: { title: "Fewer clicks", ...ours } });
});
after(() => stage?.stop());

const said = (tab, text) => tab.getByRole("status").filter({ hasText: text }).waitFor();
const areas = async () => Object.fromEntries((await stage.call("owners")).areas.map((area) => [area.name, area]));

test("a review that is due comes back on Today, leads to its row, and one key says it was done", async () => {
  const { tab, complaints, close } = await open(stage);
  const need = tab.getByRole("listitem").filter({ hasText: "Review due" });
  await need.getByRole("button", { name: "Review" }).click();
  await tab.getByRole("heading", { name: "Owners", level: 1 }).waitFor();
  await tab.waitForFunction(() => document.activeElement?.closest("tr[data-area]") !== null);
  const row = await tab.evaluate(() => document.activeElement.closest("tr").querySelector("th").textContent.trim());
  assert.equal(row, "Scheduling");
  await tab.keyboard.press("y");
  await said(tab, "Reviewed “Scheduling”");
  assert.equal((await areas())["Scheduling"].last_reviewed, "2026-12-03");
  await tab.keyboard.press("Control+1");
  await tab.getByRole("heading", { name: "Needs you" }).waitFor();
  await settled(tab);
  await becomes(() => need.count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

for (const width of [1360, 1024]) {
  test(`opened by its key, the map has the keys it names below it, ${width} wide`, async () => {
    const { tab, complaints, close } = await open(stage, { width });
    await tab.keyboard.press("Control+5");
    await tab.waitForFunction(() => document.activeElement?.closest("tr[data-area]") != null);
    const area = await tab.evaluate(() => document.activeElement.closest("tr").querySelector("th").textContent.trim());
    const before = (await areas())[area].owner.name;
    await tab.keyboard.press("o");
    if (width === 1360) {
      // A cell is a person: the first one carries it now, or does not any more.
      await said(tab, area);
    } else {
      await tab.locator("[data-modal] input").fill("Biller");
      await tab.keyboard.press("Enter");
      await said(tab, "Biller");
    }
    assert.notEqual((await areas())[area].owner?.name, before);
    await tab.keyboard.press("Control+z");
    await said(tab, "Undone");
    assert.equal((await areas())[area].owner.name, before);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("what each person carries stands by name, with a rhythm of their own", async () => {
  const { tab, complaints, close } = await open(stage, { view: "owners" });
  const card = tab.getByRole("region", { name: "What each person carries" });
  const rows = await card.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].slice(0, 5).map((cell) => cell.firstChild.textContent.trim())));
  assert.deepEqual(rows, [
    ["Biller", "0", "0", "0", "0"],
    ["Front desk lead", "1", "1", "2", "0"],
    ["Nurse lead", "1", "1", "0", "0"],
  ]);
  // Nobody has a rhythm yet: no column says so of each.
  const rhythm = card.getByRole("columnheader", { name: "Review rhythm" });
  assert.equal(await rhythm.count(), 0);
  const last = card.getByRole("button", { name: /Last review of what Nurse lead owns/ });
  await last.click();
  await tab.getByRole("menuitem", { name: "Every 8 weeks" }).click();
  await card.getByText("Every 8 weeks").waitFor();
  await rhythm.waitFor();
  await last.getByText("due today").waitFor();
  await last.focus();
  await tab.keyboard.press("y");
  await said(tab, "Reviewed “Nurse lead”");
  await last.getByText("due today").waitFor({ state: "detached" });
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`a hand-over shows what moves by area, may differ by area, and is one act to undo, ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "owners", theme });
    await tab.getByRole("button", { name: "Hand over what Front desk lead carries" }).click();
    const dialog = tab.getByRole("dialog", { name: "Hand everything over" });
    await dialog.getByRole("row").nth(3).waitFor();
    const moves = await dialog.locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => [row.children[0].textContent.trim(), row.children[1].firstChild.textContent.trim()]),
    );
    assert.deepEqual(moves, [
      ["Scheduling", "accountable, 1 request"],
      ["Inbox", "backup"],
      ["In no area", "1 request"],
    ]);
    await dialog.getByText("Show each").first().click();
    await dialog.getByText("Show the recall list").waitFor();
    assert.deepEqual(await violations(tab), []);

    await dialog.getByRole("button", { name: "Hand over", exact: true }).click();
    await dialog.getByText("This cannot be empty").first().waitFor();
    await dialog.getByLabel("Everything goes to").selectOption({ label: "Biller" });
    await dialog.getByLabel("First day away").fill("2026-12-18");
    await dialog.getByLabel("Scheduling: to").selectOption({ label: "Nurse lead" });
    await dialog.getByRole("button", { name: "Hand over", exact: true }).click();
    await said(tab, "Handed everything over from Front desk lead to several people");
    const after = await areas();
    assert.deepEqual([after["Scheduling"].owner.name, after["Scheduling"].backup, after["Inbox"].backup.name], ["Nurse lead", null, "Biller"]);
    await tab.getByText("leaves Dec 18").waitFor();
    await tab.keyboard.press("Control+z");
    await said(tab, "Undone");
    assert.equal((await areas())["Scheduling"].owner.name, "Front desk lead");
    await tab.getByText("leaves Dec 18").waitFor({ state: "detached" });
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("whose things are handed over is asked, unless a row said it", async () => {
  const { tab, complaints, close } = await open(stage);
  await tab.getByRole("heading", { name: "Needs you" }).waitFor();
  await tab.keyboard.press("Control+k");
  await tab.getByRole("dialog").getByRole("combobox").fill("hand everything over");
  await tab.getByRole("dialog").getByRole("option", { name: "Hand everything over" }).first().click();
  const dialog = tab.getByRole("dialog", { name: "Hand everything over" });
  const from = dialog.getByLabel("From", { exact: true });
  await from.waitFor();
  await settled(tab);
  assert.equal(await from.locator("option:checked").textContent(), "Choose");
  await dialog.getByRole("button", { name: "Hand over", exact: true }).click();
  await becomes(() => from.getAttribute("aria-invalid"), "true");
  assert.deepEqual(complaints, []);
  await close();
});

test("before anybody is written down nothing is a dead end: Today names the first key, the alarm leads to people", async () => {
  const empty = await startClinic({ goLive: "2026-11-15" });
  try {
    const { tab, complaints, close } = await open(empty);
    await tab.getByText("Nothing is written down yet. Press").waitFor();
    assert.deepEqual(await violations(tab), []);
    await empty.call("save", { kind: "area", set: { key: "Scheduling" } });
    await tab.keyboard.press("Control+5");
    await tab.getByText("Nobody is written down yet who could own anything.").waitFor();
    await becomes(() => tab.getByText("Arrow keys move").count(), 0);
    assert.deepEqual(await violations(tab), []);
    await tab.getByRole("button", { name: "Say who works here" }).press("Enter");
    await tab.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    await tab.waitForFunction(() => document.activeElement?.textContent?.includes("New person"));
    assert.deepEqual(complaints, []);
    await close();
  } finally {
    await empty.stop();
  }
});

test("owners are given one after another by keys, and everybody keeps a column while all fit", async () => {
  const fresh = await startClinic({ goLive: "2026-11-15" });
  try {
    for (const name of ["Front desk lead", "Nurse lead"]) await fresh.call("save", { kind: "person", set: { name, role: "nurse" } });
    for (const key of ["Inbox", "Orders", "Scheduling"]) await fresh.call("save", { kind: "area", set: { key } });
    const { tab, complaints, close } = await open(fresh);
    const standsOn = (area) => tab.waitForFunction((name) => document.activeElement?.closest("tr")?.querySelector("th")?.textContent?.trim() === name, area);
    await tab.keyboard.press("Control+5");
    await tab.locator("tr[data-area]").first().waitFor();
    const names = await tab.locator("tr[data-area] th").allInnerTexts();
    await standsOn(names[0]);
    await tab.keyboard.press("ArrowDown");
    await standsOn(names[1]);
    await becomes(() => tab.getByRole("menu").count(), 0);
    await tab.keyboard.press("ArrowUp");
    await tab.getByRole("button", { name: "Give owners" }).press("Enter");
    for (const [index, name] of names.entries()) {
      await tab.locator("[data-modal] input").fill("Nurse");
      await tab.keyboard.press("Enter");
      // The row goes down; the keys go on to the next area, and at the end stay with the last.
      await standsOn(names[index + 1] ?? name);
      await said(tab, name);
      if (index + 1 < names.length) await tab.keyboard.press("o");
    }
    assert.deepEqual((await fresh.call("owners")).areas.map((area) => area.owner?.name), Array(names.length).fill("Nurse lead"));
    await becomes(() => tab.getByRole("columnheader", { name: "Front desk lead" }).count(), 1);
    assert.deepEqual(complaints, []);
    await close();
  } finally {
    await fresh.stop();
  }
});

for (const width of [1360, 1024]) {
  test(`what the keys do after an owner was given is done to the same area, ${width} wide`, async () => {
    const fresh = await startClinic({ goLive: "2026-11-15" });
    try {
      for (const name of ["Front desk lead", "Nurse lead"]) await fresh.call("save", { kind: "person", set: { name, role: "nurse" } });
      for (const key of ["Inbox", "Orders", "Scheduling"]) await fresh.call("save", { kind: "area", set: { key } });
      const { tab, complaints, close } = await open(fresh, { width });
      const row = () => tab.evaluate(() => document.activeElement?.closest("tr")?.querySelector("th")?.textContent?.trim());
      await tab.keyboard.press("Control+5");
      await becomes(row, "Inbox");
      for (const [key, area] of [["ArrowDown", "Orders"], ["j", "Scheduling"], ["j", "Scheduling"], ["k", "Orders"], ["ArrowUp", "Inbox"]]) {
        await tab.keyboard.press(key);
        await becomes(row, area, key);
      }
      if (width === 1360) {
        // In the map a key gives the area to the column's person, and takes it back where it went to.
        await tab.locator("tr[data-area]").first().locator("[data-cell]").first().focus();
        await tab.keyboard.press("o");
        await said(tab, "Inbox");
        await becomes(row, "Inbox");
        await becomes(() => tab.locator("tr[data-area] th").allInnerTexts(), ["Orders", "Scheduling", "Inbox"]);
        await becomes(row, "Inbox", "it went down, and the keys with it");
        await tab.keyboard.press("Control+z");
        await said(tab, "Undone");
        await becomes(() => tab.locator("tr[data-area] th").allInnerTexts(), ["Inbox", "Orders", "Scheduling"]);
      }
      // Where everybody has a column the key is about the column's person; the name is chosen from the list.
      await tab.locator("tr[data-area]").first().locator('[id^="area-owner-"]').focus();
      await tab.keyboard.press("o");
      await tab.locator("[data-modal] input").fill("Nurse");
      await tab.keyboard.press("Enter");
      await said(tab, "Inbox");
      await becomes(row, "Inbox", "it went down, and the keys with it");
      await tab.keyboard.press("y");
      await said(tab, "Reviewed “Inbox”");
      await becomes(async () => (await fresh.call("owners")).areas.filter((area) => area.last_reviewed !== null).map((area) => area.name), ["Inbox"]);
      assert.deepEqual(complaints, []);
      await close();
    } finally {
      await fresh.stop();
    }
  });
}

test("a row that folds away with what is done in it leaves the keys on the line it went into", async () => {
  const person = async (name, set = {}) => stage.call("save", { kind: "person", set: { name, role: "front desk", ...set } });
  for (const name of ["Idle one", "Idle two", "Idle three", "Idle four"]) await person(name);
  await person("Looked at", { review_every_days: 56 });
  const { tab, complaints, close } = await open(stage, { view: "owners" });
  const card = tab.getByRole("region", { name: "What each person carries" });
  const review = card.getByRole("button", { name: /Last review of what Looked at owns/ });
  await review.press("Enter");
  await tab.getByRole("menuitem", { name: "Not planned" }).press("Enter");
  await review.waitFor({ state: "detached" });
  const fold = card.getByRole("button", { expanded: false }).last();
  await becomes(() => fold.evaluate((element) => element === document.activeElement), true);
  await fold.press("Enter");
  await review.waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

for (const kind of ["workaround", "request"]) {
  test(`a ${kind} may have its owner from the start`, async () => {
    const title = `A ${kind} that is born owned`;
    const { tab, complaints, close } = await open(stage, { view: `${kind}s` });
    await tab.getByRole("heading", { level: 1 }).waitFor();
    await tab.keyboard.press("n");
    const dialog = tab.getByRole("dialog");
    await dialog.getByRole("textbox").first().fill(title);
    await dialog.getByLabel("Owner", { exact: true }).selectOption({ label: "Biller" });
    if (kind === "workaround") {
      // No break stands there before somebody chose one: its hours would be counted under it.
      const ofBreak = dialog.getByLabel("Which break it belongs to");
      assert.equal(await ofBreak.locator("option:checked").textContent(), "Choose");
      await dialog.getByRole("button", { name: "Save", exact: true }).click();
      await dialog.getByText("This cannot be empty").waitFor();
      await becomes(() => ofBreak.getAttribute("aria-invalid"), "true");
      await ofBreak.selectOption({ label: "Reporting blind spots" });
    }
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const row = (await stage.call(`${kind}_list`, { filter: { text: title } })).rows.find((each) => each.title === title);
    assert.equal(row.owner?.name, "Biller");
    // Later it is given where it is read, and the form does not ask for it twice.
    await tab.getByRole("complementary").getByRole("heading", { level: 2, name: title }).waitFor();
    await tab.keyboard.press("e");
    await dialog.getByRole("textbox").first().waitFor();
    assert.equal(await dialog.getByLabel("Owner", { exact: true }).count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
}
