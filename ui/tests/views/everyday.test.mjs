/** A day at the front desk: keys that come sooner than the page, merges, and words people type. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";
import { picked } from "./pick_file.mjs";

let stage;
const folder = mkdtempSync(join(tmpdir(), "keepalive-everyday-"));
before(async () => {
  stage = await start();
});
after(async () => {
  await stage?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const save = async (kind, set) => (await stage.call("save", { kind, set })).id;
const stateOf = async (id) => (await stage.call("request_detail", { id })).row.state;
const active = (tab) => tab.locator(".row.active").getAttribute("data-row");

/** Keeps a command's replies on their way until they are let go. */
async function held(tab, command) {
  await tab.evaluate((path) => {
    const real = window.fetch;
    const state = { asked: false, release: () => undefined };
    const gate = new Promise((done) => (state.release = done));
    window.heldReplies = state;
    window.fetch = async (url, init) => {
      if (String(url).endsWith(path)) {
        state.asked = true;
        await gate;
      }
      return real(url, init);
    };
  }, `/api/${command}`);
  return {
    isAsked: () => becomes(() => tab.evaluate(() => window.heldReplies.asked), true),
    release: () => tab.evaluate(() => window.heldReplies.release()),
  };
}
/** A list of a few requests with these words, the first of which has the keys. */
async function listed(text, options = {}) {
  const page = await open(stage, { view: "requests", ...options, kept: { "requests.filter": { standing: "open", text }, ...options.kept } });
  await page.tab.getByRole("grid").focus();
  await page.tab.locator(".row.active").waitFor();
  return page;
}

test("what is typed behind a row's key waits for the list that the key opens", async () => {
  const ids = [await save("request", { title: "Sooner one", kind: "workflow" }), await save("request", { title: "Sooner two", kind: "workflow" })];
  const { tab, complaints, close } = await listed("Sooner");
  const row = await active(tab);
  const { isAsked, release } = await held(tab, "request_detail");
  await tab.keyboard.press("s");
  await isAsked();
  // With the page behind, `m` would merge, `e` edit, `w` set a route, and Enter open the panel.
  await tab.keyboard.type("wait ob");
  await tab.keyboard.press("Backspace");
  await tab.keyboard.press("Backspace");
  await tab.keyboard.type("on others");
  await tab.keyboard.press("Enter");
  await release();
  await becomes(() => stateOf(row), "waiting_others");
  await becomes(() => tab.locator("[data-modal]").count(), 0);
  assert.equal(await tab.getByRole("complementary").count(), 0, "no panel was opened");
  assert.equal(await stateOf(ids.find((id) => id !== row)), "new");
  assert.deepEqual(complaints, []);
  await close();
});

test("a key that comes before the panel it is for waits for it, and so does what is typed behind it", async () => {
  const id = await save("request", { title: "Panelsooner", kind: "workflow" });
  const { tab, complaints, close } = await listed("Panelsooner");
  const { isAsked, release } = await held(tab, "request_detail");
  await tab.keyboard.press("Enter");
  await isAsked();
  await tab.keyboard.type("swaiting on others");
  await tab.keyboard.press("Enter");
  await release();
  await becomes(() => stateOf(id), "waiting_others");
  await tab.getByRole("complementary").getByRole("heading", { level: 2, name: "Panelsooner" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("arrows go on to the next row while a panel is still read, and a click lets go of what was held", async () => {
  for (const nth of [1, 2]) await save("request", { title: `Goingon ${nth}`, kind: "workflow" });
  const { tab, complaints, close } = await listed("Goingon");
  const first = await active(tab);
  const { isAsked, release } = await held(tab, "request_detail");
  await tab.keyboard.press("Enter");
  await isAsked();
  await tab.keyboard.press("j");
  await becomes(async () => (await active(tab)) !== first, true);
  await tab.keyboard.press("e");
  await tab.locator("h1").click();
  await release();
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await settled(tab);
  assert.equal(await tab.getByRole("dialog").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("after a merge the keys are on the one that stays: by selection, by a row's key, and in the panel", async () => {
  const ids = {};
  for (const title of ["Mergekeys a", "Mergekeys b", "Mergekeys c", "Mergekeys d", "Mergekeys e"]) ids[title] = await save("request", { title, kind: "workflow" });
  const { tab, complaints, close } = await listed("Mergekeys");
  const rowOf = (title) => tab.locator(`.row[data-row="${ids[title]}"]`);
  const focused = () => tab.evaluate(() => document.activeElement?.getAttribute("role"));
  for (const title of ["Mergekeys b", "Mergekeys d"]) await rowOf(title).click({ modifiers: ["Control"] });
  await becomes(() => tab.locator(".row.picked").count(), 2);
  await tab.keyboard.press("m");
  const dialog = tab.getByRole("dialog");
  await dialog.getByRole("radio", { name: /Mergekeys d/ }).check();
  await dialog.getByRole("button", { name: /^Merge/ }).click();
  await rowOf("Mergekeys b").waitFor({ state: "detached" });
  await becomes(() => active(tab), ids["Mergekeys d"]);
  await becomes(focused, "grid");

  // By the key of a row.
  await rowOf("Mergekeys c").click();
  await tab.keyboard.press("Escape");
  await tab.getByRole("complementary").waitFor({ state: "detached" });
  await becomes(() => active(tab), ids["Mergekeys c"]);
  const into = async (title) => {
    await tab.keyboard.press("m");
    await dialog.locator("#move-into").press("Enter");
    await tab.locator("[data-modal]").getByRole("combobox").fill(title);
    await tab.getByRole("option", { name: new RegExp(title) }).click();
    await dialog.getByRole("button", { name: "Merged" }).click();
    await dialog.waitFor({ state: "detached" });
  };
  await into("Mergekeys a");
  await rowOf("Mergekeys c").waitFor({ state: "detached" });
  await becomes(() => active(tab), ids["Mergekeys a"]);
  await becomes(focused, "grid");

  await rowOf("Mergekeys e").click();
  const panel = tab.getByRole("complementary");
  await panel.getByRole("heading", { level: 2, name: "Mergekeys e" }).waitFor();
  await into("Mergekeys a");
  await panel.getByRole("heading", { level: 2, name: "Mergekeys a" }).waitFor();
  await rowOf("Mergekeys e").waitFor({ state: "detached" });
  await becomes(() => active(tab), ids["Mergekeys a"]);
  await becomes(focused, "grid");
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`what was promised for a merged one is read on the one that stays, and is in the register once, in ${theme}`, async () => {
    const [one, two] = [await save("request", { title: `Promised ${theme} gone`, kind: "workflow" }), await save("request", { title: `Promised ${theme} stays`, kind: "workflow" })];
    await save("promise", { request: { ref: one }, clock: "fix", made_on: "2026-11-20", due_on: "2026-12-24", promised_by: "Marlet support" });
    await stage.call("move_request", { id: one, state: "merged", into: two });
    const { tab, complaints, close } = await open(stage, { view: "requests", theme, kept: { "place.items": { requests: two } } });
    const panel = tab.getByRole("complementary");
    const list = panel.getByRole("list", { name: "Promised for what was merged into this one" });
    await list.getByText("Fix, by Dec 24, 2026").waitFor();
    await list.getByText("by Marlet support", { exact: true }).waitFor();
    assert.equal(await list.getByRole("button", { name: /^Edit|^Remove/ }).count(), 0);
    assert.deepEqual(await violations(tab), []);
    await list.getByRole("button", { name: new RegExp(`Promised ${theme} gone`) }).click();
    await panel.getByRole("heading", { level: 2, name: `Promised ${theme} gone` }).waitFor();
    assert.equal((await stage.call("vendor")).promises.filter(({ request }) => request.id === one || request.id === two).length, 1);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("an entry of no minutes is refused beside its field, in the form and in quick capture", async () => {
  const id = await save("workaround", { title: "Nominutes", break: "drift", started: "2026-10-01" });
  const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "workarounds.filter": { standing: "all" }, "place.items": { workarounds: id } } });
  const panel = tab.getByRole("complementary");
  await panel.getByRole("button", { name: "More", exact: true }).click();
  await tab.getByRole("menuitem", { name: /^It happened again/ }).click();
  const dialog = tab.getByRole("dialog");
  const minutes = dialog.getByLabel("Minutes, if you timed it");
  await minutes.fill("0");
  await minutes.press("Enter");
  await dialog.getByText("Minutes are more than 0. Leave this empty where nobody timed it.").waitFor();
  await becomes(() => minutes.getAttribute("aria-invalid"), "true");
  assert.equal((await stage.call("workaround_detail", { id })).occurrences.length, 0);
  await minutes.fill("");
  await minutes.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await becomes(async () => (await stage.call("workaround_detail", { id })).occurrences.map((noted) => noted.minutes), [null]);
  assert.deepEqual(complaints.filter((line) => !line.includes("400")), []);
  await close();
});

test("Ctrl+Enter saves a form from its text area, the told dialog and a note alike", async () => {
  const id = await save("request", { title: "Toldbykey", kind: "workflow" });
  await stage.call("move_request", { id, state: "delivered" });
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "requests.filter": { standing: "all" }, "place.items": { requests: id } } });
  const panel = tab.getByRole("complementary");
  await panel.getByRole("button", { name: "Tell them" }).click();
  const note = tab.getByRole("dialog").locator("textarea");
  await note.fill("Told at the huddle");
  await note.press("Control+Enter");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await becomes(async () => (await stage.call("request_detail", { id })).facts.map((fact) => fact.note), ["Told at the huddle"]);

  await panel.getByRole("button", { name: "+ Add a note" }).click();
  await panel.locator("#comment-text").fill("Holds");
  await panel.locator("#comment-text").press("Control+Enter");
  await panel.getByText("Holds", { exact: true }).waitFor();
  await tab.keyboard.press("?");
  await tab.getByRole("dialog").getByText("Save the form").waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

/** What people type, and where it leads. */
const WORDS = {
  en: { zip: "Take everything with you", "font size": "Appearance", zoom: "Appearance", pulse: "Answer the weekly pulse", "new site": "Sites" },
  es: { zip: "Llévese todo", fuente: "Apariencia", zoom: "Apariencia", pulso: "Responder al pulso semanal", "nueva sede": "Sedes" },
};
for (const language of ["en", "es"]) {
  test(`the palette knows the words people type, in ${language}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "today", language });
    await tab.keyboard.press("Control+k");
    for (const [typed, name] of Object.entries(WORDS[language])) {
      await tab.getByRole("combobox").fill(typed);
      await tab.getByRole("dialog").getByRole("option", { name: new RegExp(`^${name}`) }).waitFor();
    }
    await tab.getByRole("combobox").fill(language === "en" ? "pulse" : "pulso semanal");
    await tab.getByRole("dialog").getByRole("option", { name: new RegExp(`^${WORDS[language][language === "en" ? "pulse" : "pulso"]}`) }).click();
    await tab.locator("#pulse-outside, [role=dialog] form").first().waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
}

for (const theme of ["light", "dark"]) {
  test(`a sheet's headings are read with its cells, and who is nobody here is said, in ${theme}`, async () => {
    const [person] = (await stage.call("catalogue")).people;
    const { tab, complaints, close } = await open(stage, { view: "import", theme });
    await picked(tab, folder, "sheet.csv", `Request,Opened,Owner\nA field for the pharmacy,2026-11-02,${person.name}\nRecall list by date,2026-11-03,Zelda Poe\n`);
    await becomes(() => tab.getByLabel("What “Request” becomes").inputValue(), "title");
    await tab.getByText("One row names somebody who is not written down: Zelda Poe.", { exact: false }).waitFor();
    assert.deepEqual(await violations(tab), []);
    // Left out on purpose it is neither a number nor a title, and what lacks is named.
    await tab.getByLabel("What “Request” becomes").selectOption("");
    await tab.getByText("Every row needs “Title”, and no column gives it.", { exact: false }).first().waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
}
