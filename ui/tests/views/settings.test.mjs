import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

const clinic = async () => {
  const { clinic } = await stage.call("app_state");
  return (await stage.call("entity", { id: clinic.id })).fields;
};

test("opening hours and a holiday are kept, and hours that overlap are refused beside their day", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const card = tab.getByRole("region", { name: "Opening hours and holidays" });
  const standsOn = () => tab.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await card.getByRole("button", { name: "+ Hours Monday" }).press("Enter");
  await becomes(standsOn, "Monday, opens", "they are typed next");
  await card.getByRole("button", { name: "+ Hours Monday" }).click();
  await card.getByLabel("Monday, opens").nth(1).fill("16:00");
  await card.getByLabel("Monday, closes").nth(1).fill("18:00");
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByRole("alert").filter({ hasText: "Two of these overlap." }).waitFor();
  await becomes(() => card.locator("[aria-invalid=true]").count(), 1, "the time that is wrong, and no other");
  assert.equal(await card.getByLabel("Monday, opens").nth(1).getAttribute("aria-invalid"), "true");
  assert.equal((await clinic()).opening_hours ?? null, null, "nothing was saved");

  await card.getByLabel("Monday, opens").nth(1).fill("18:00");
  await card.getByLabel("Monday, closes").nth(1).fill("00:00");
  await card.getByRole("button", { name: "Copy Monday’s hours to Tuesday to Friday" }).click();
  await card.getByRole("textbox", { name: "Holidays" }).fill("2026-12-25");
  await card.getByRole("button", { name: "Add the holiday" }).click();
  await card.getByRole("button", { name: "Save" }).click();
  await tab.getByRole("status").filter({ hasText: "Changed" }).waitFor();
  const day = '["08:00-17:00","18:00-24:00"]';
  const saved = await clinic();
  assert.equal(saved.opening_hours, `[${Array(5).fill(day).join(",")},[],[]]`);
  assert.equal(saved.holidays, '["2026-12-25"]');

  await tab.reload();
  await settled(tab);
  await becomes(() => card.getByLabel("Friday, closes").nth(1).inputValue(), "00:00");
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("what was typed in the cards and not saved waits for whoever comes back, and follows what it was not", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const back = "What you typed before is here again.";
  const fields = { "#clinic-name": "Larkmoor Family Practice", "#holiday": "11/27/2026" };
  const threshold = tab.getByRole("region", { name: "Thresholds" }).getByRole("textbox").first();
  for (const [field, text] of Object.entries(fields)) await tab.locator(field).fill(text);
  await threshold.fill("77");
  // Another desk writes beside it.
  const before = await clinic();
  const { clinic: { id } } = await stage.call("app_state");
  await stage.call("save", { id, kind: "clinic", set: { time_zone: "America/Chicago" } });
  await tab.evaluate(() => {
    const other = new BroadcastChannel("keepalive");
    other.postMessage({ changed: ["clinic"] });
    other.close();
  });
  await tab.waitForFunction(() => document.querySelector("#clinic-zone").value === "America/Chicago");
  const standing = async () => {
    for (const [field, text] of Object.entries(fields)) await becomes(() => tab.locator(field).inputValue(), text);
    await becomes(() => threshold.inputValue(), "77");
  };
  await standing();
  await becomes(() => tab.getByText(back).count(), 0, "it never went away");

  await tab.keyboard.press("Control+1");
  await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  await tab.keyboard.press("Control+,");
  await tab.getByText(back).nth(2).waitFor();
  await standing();
  assert.deepEqual(await violations(tab), []);
  assert.equal(await tab.evaluate(() => /Practice|2026-11-27/.test(JSON.stringify({ ...localStorage, ...sessionStorage }))), false, "in memory only");

  const card = tab.getByRole("region", { name: "Clinic", exact: true });
  await card.getByRole("button", { name: "Save" }).click();
  await tab.getByRole("status").filter({ hasText: "Changed" }).waitFor();
  await card.getByText(back).waitFor({ state: "detached" });
  await card.getByRole("button", { name: "Save" }).waitFor({ state: "detached" });
  const saved = await clinic();
  assert.deepEqual([saved.name, saved.time_zone], [fields["#clinic-name"], "America/Chicago"], "what nobody typed is the other desk's");
  await tab.getByRole("region", { name: "Opening hours and holidays" }).getByRole("button", { name: "Start over" }).click();
  await becomes(() => tab.locator("#holiday").inputValue(), "");
  await tab.reload();
  await settled(tab);
  assert.notEqual(await threshold.inputValue(), "77");
  await stage.call("save", { id, kind: "clinic", set: { name: before.name, time_zone: before.time_zone } });
  assert.deepEqual(complaints, []);
  await close();
});

test("a window that is made narrow or wide leaves a field with the keys and what stands in it", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const threshold = tab.getByRole("region", { name: "Thresholds" }).getByRole("textbox").first();
  await threshold.fill("seven");
  for (const [width, columns] of [[760, 1], [1360, 2]]) {
    await tab.setViewportSize({ width, height: 900 });
    await becomes(() => tab.locator(".columns").evaluate((all) => getComputedStyle(all).gridTemplateColumns.split(" ").length), columns);
    await becomes(() => threshold.evaluate((field) => [field.value, field === document.activeElement]), ["seven", true]);
  }
  assert.equal(await tab.getByText("What you typed before is here again.").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("where a threshold has no room beside its words, what is usual stands beside the field", async () => {
  for (const [width, scale] of [[1024, 100], [1600, 100], [1024, 200]]) {
    const { tab, complaints, close } = await open(stage, { view: "settings", width, height: 768, kept: { "appearance.scale": scale } });
    const lines = tab.getByRole("region", { name: "Thresholds" }).locator(".line");
    await lines.first().waitFor();
    const laid = () =>
      lines.evaluateAll((all) =>
        all.map((line) => {
          const [words, field, note] = ["label", ".typed", ".set > .meta"].map((part) => line.querySelector(part).getBoundingClientRect());
          return { below: field.top >= words.bottom, beside: note.left >= field.right, field: Math.round(field.left) };
        }),
      );
    await becomes(async () => (await laid()).every(({ below, beside }) => below === beside), true, `${width} at ${scale} %`);
    const told = await laid();
    assert.equal(new Set(told.map(({ below, field }) => `${below} ${field}`)).size, 1, "all fields stand under one another");
    if (scale === 100) assert.equal(told[0].below, width === 1024);
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("what is wrong in a card of the settings is tied to its field", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const said = async (field) => {
    const ids = ((await field.getAttribute("aria-describedby")) ?? "").split(" ").filter(Boolean);
    return (await Promise.all(ids.map((id) => tab.locator(`[id="${id}"]`).textContent()))).join(" ");
  };
  const thresholds = tab.getByRole("region", { name: "Thresholds" });
  const threshold = thresholds.getByRole("textbox").first();
  // Each says what its number counts, where a screen reader hears it, too.
  const units = await thresholds.locator(".line .unit").allTextContents();
  assert.equal(units.length, await thresholds.getByRole("textbox").count());
  assert.ok(units.every((unit) => unit.trim() !== ""), units.join());
  assert.match(await said(threshold), /entries/);
  await threshold.fill("9999999");
  await thresholds.getByRole("button", { name: "Save" }).click();
  await becomes(() => threshold.getAttribute("aria-invalid"), "true");
  assert.match(await said(threshold), /9|usual/i);
  assert.ok((await said(threshold)).includes(await thresholds.locator(".err").first().textContent()), "the words of the error");

  // Typed anew it is not wrong any more, and stands unsaved where somebody sees it.
  await threshold.fill("12");
  await becomes(() => threshold.getAttribute("aria-invalid"), null);
  await thresholds.getByRole("status").filter({ hasText: "Not saved yet" }).waitFor();
  const foot = thresholds.getByRole("button", { name: "Save" });
  await becomes(() => foot.evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight), true);
  await thresholds.getByRole("button", { name: "Cancel" }).click();
  await becomes(() => foot.count(), 0);

  const hours = tab.getByRole("region", { name: "Opening hours and holidays" });
  const until = hours.locator('input[type="time"]').nth(1);
  await until.fill("00:01");
  await hours.getByRole("button", { name: "Save" }).click();
  await becomes(() => until.getAttribute("aria-invalid"), "true");
  assert.equal(await said(until), await hours.locator(".err").first().textContent());
  assert.deepEqual(complaints, []);
  await close();
});

test("what was saved by Enter is taken back by the key its line names, in the field it was typed in; text typed since is the field's", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const field = tab.getByRole("region", { name: "Thresholds" }).getByRole("textbox").first();
  const before = await field.inputValue();
  await field.fill("13");
  await field.press("Enter");
  await tab.getByRole("status").getByRole("button", { name: /^Undo/ }).waitFor();
  await field.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  await becomes(() => field.inputValue(), before);
  await field.press("Control+Shift+z");
  await becomes(() => field.inputValue(), "13", "done again from there, too");
  await field.press("1");
  await field.press("Control+z");
  await settled(tab);
  const { value } = (await stage.call("thresholds")).find(({ name }) => name === "timed_occurrences");
  assert.equal(value, 13, "the act stands: the key was the field's");
  await stage.call("undo");
  assert.deepEqual(complaints, []);
  await close();
});

test("diagnostics hold versions and sizes and nothing that people wrote", async () => {
  const { tab, close } = await open(stage, { view: "settings" });
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.getByRole("button", { name: "Copy diagnostics" }).click();
  await tab.getByRole("status").filter({ hasText: "nothing people wrote" }).waitFor();
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  for (const line of [/^version: \d+\.\d+\.\d+$/m, /^sqlite: 3\.\d+/m, /^ops: [1-9]/m]) assert.match(copied, line);
  assert.doesNotMatch(copied, /Larkmoor|Marlet|clinic\.db|[/\\]tmp/);
  await close();
});

test("a build that can look for a new version does so when asked, and offers it", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const card = tab.locator("section", { has: tab.getByRole("heading", { name: "About Keepalive" }) });
  await becomes(() => card.getByRole("button", { name: "Look for a new version" }).count(), 0, "other builds say nothing");

  const left = (state) => tab.evaluate((kept) => localStorage.setItem("updates", JSON.stringify(kept)), state);
  await left({ offered: true, newer: null, failed: false });
  await tab.reload();
  await settled(tab);
  await card.getByRole("button", { name: "Look for a new version" }).click();
  await card.getByText("This is the newest version.").waitFor();
  await left({ offered: true, newer: null, failed: true });
  await card.getByRole("button", { name: "Look for a new version" }).click();
  await card.getByText("Nothing was changed; try again later.").waitFor();
  await left({ offered: true, newer: "0.2.0", failed: false });
  await card.getByRole("button", { name: "Look for a new version" }).click();
  await card.getByText("Version 0.2.0 is there.").waitFor();
  await card.getByRole("button", { name: "Put it in place and start again" }).waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("what is due is told only where somebody asks for it, at an hour that is kept", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const hour = tab.getByLabel("Tell me once a day what is due");
  await becomes(() => hour.inputValue(), "", "off until asked for");
  const chosen = async (value) => {
    const saved = tab.waitForResponse((response) => response.url().includes("settings_set"));
    await hour.selectOption(value);
    await saved;
  };
  await chosen("8");
  await tab.reload();
  await settled(tab);
  await tab.waitForFunction(() => document.getElementById("remind-at").value === "8", null, { timeout: 10_000 });
  assert.equal((await stage.call("settings", {})).remind_at, 8);
  await chosen("");
  assert.equal((await stage.call("settings", {})).remind_at, null);
  assert.deepEqual(complaints, []);
  await close();
});

test("a computer that does not let itself be changed says so, and the box says how it stands", async () => {
  const { tab, close } = await open(stage, { view: "settings" });
  const box = tab.getByRole("checkbox", { name: "Start Keepalive when I sign in" });
  assert.equal(await box.isChecked(), false, "off until asked for");
  await box.click();
  await tab.getByText("Nothing was changed.").waitFor();
  assert.equal(await box.isChecked(), false);
  assert.deepEqual(await violations(tab), []);
  await close();
});

const SHORTCUT = { keys: "CommandOrControl+Shift+K", state: "taken", in_use: null };

test("keys another program has taken since are said on Today, with the way to other ones, until some work", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today", kept: { shortcut: SHORTCUT } });
  const said = tab.getByText("Ctrl Shift K does not open quick capture: another program has these keys.");
  await said.waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Choose other keys" }).click();
  const card = tab.getByRole("region", { name: "Quick capture" });
  await card.getByText("Ctrl Shift K belongs to another program.").waitFor();
  await becomes(() => card.locator("kbd").count(), 0, "keys that do nothing are not offered");
  // Other keys were chosen in another window.
  const other = await tab.context().newPage();
  await other.goto(`${stage.base}/capture.html`);
  await other.evaluate(() => localStorage.setItem("shortcut", '{"keys":"Alt+Shift+K","state":"ready","in_use":"Alt+Shift+K"}'));
  await card.locator("kbd", { hasText: "Alt Shift K" }).waitFor();
  await tab.keyboard.press("Control+1");
  await tab.getByRole("heading", { name: "Needs you" }).waitFor();
  await becomes(() => said.count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("a look or a language that could not be kept is said", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  await tab.route("**/api/settings_set", (route) => route.fulfill({ json: { error: { code: "disk_full", message: "raw" } } }));
  await tab.getByRole("radio", { name: "Dark" }).click();
  await tab.getByText("Shown now, but not kept").waitFor();
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), "dark");
  await tab.getByRole("radio", { name: "Español" }).click();
  await tab.getByText("The language stays as it is").waitFor();
  assert.equal(await tab.evaluate(() => document.documentElement.lang), "en");
  assert.deepEqual(complaints, []);
  await close();
});

test("the page brings the words of its own language and no other", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const words = () =>
    tab.evaluate(() => performance.getEntriesByType("resource").flatMap(({ name }) => /\/(en|es)-[^/]*\.js$/.exec(name)?.[1] ?? []));
  assert.deepEqual([...new Set(await words())], ["en"]);
  await tab.getByRole("radio", { name: "Español" }).click();
  await tab.getByRole("heading", { name: "Apariencia" }).waitFor();
  await settled(tab);
  assert.deepEqual([...new Set(await words())], ["es"]);
  assert.equal(await tab.evaluate(() => document.documentElement.lang), "es");
  assert.deepEqual(complaints, []);
  await close();
});

test("a record that came from the sample is said to be ours by one button, and undo takes that back", async () => {
  const { clinic: { id } } = await stage.call("app_state");
  await stage.call("save", { id, kind: "clinic", set: { sample: true } });
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const side = tab.getByRole("navigation").getByText("Sample clinic");
  const ours = tab.getByRole("button", { name: "It is ours now" });
  await side.waitFor();
  assert.equal(await tab.getByRole("button", { name: "Leave the sample" }).count(), 0, "there is no other file to go back to");
  assert.deepEqual(await violations(tab), []);
  await ours.click();
  await becomes(() => side.count(), 0);
  assert.equal(await ours.count(), 0);
  await tab.keyboard.press("Control+z");
  await ours.waitFor();
  await side.waitFor();
  await ours.click();
  await becomes(() => side.count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

for (const [language, choose, does, command] of [
  ["en", "Choose other keys", "Open quick capture from the tray or from here.", "Whoever looks after this computer can add a shortcut"],
  ["es", "Elegir otras teclas", /bandeja/, "keepalive --capture"],
])
  test(`where the keys cannot be chosen, their grey button and the card say what to do first (${language})`, async () => {
    for (const [theme, width, height] of [["light", 1024, 768], ["dark", 1600, 900]]) {
      const { tab, complaints, close } = await open(stage, { view: "settings", language, theme, width, height });
      const button = tab.getByRole("button", { name: choose });
      await button.waitFor();
      assert.equal(await button.getAttribute("aria-disabled"), "true");
      const card = tab.locator("section.card", { has: button });
      const said = card.getByRole("status");
      await said.filter({ hasText: does }).filter({ hasText: command }).waitFor();
      const text = await said.innerText();
      assert.ok(text.indexOf("keepalive --capture") > text.search(does), "what anybody can do stands before the command");
      assert.equal(await said.locator("code").innerText(), "keepalive --capture");
      const lines = await said.locator("code").evaluate((code) => code.getClientRects().length);
      assert.equal(lines, 1, "the command is typed as it stands");
      await button.press("Enter");
      await button.filter({ hasText: choose }).waitFor();
      assert.deepEqual(complaints, []);
      await close();
    }
  });
