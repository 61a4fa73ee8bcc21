import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";
import { MORE_LOOKED_AT, keepsAside } from "./kept_aside.mjs";

let stage;
let place;
let folder;
before(async () => {
  place = mkdtempSync(join(tmpdir(), "sharing-"));
  folder = join(place, "Clinic share");
  mkdirSync(folder);
  stage = await startClinic();
});
after(async () => {
  await stage?.stop();
  rmSync(place, { recursive: true, force: true });
});

const workaround = (title) =>
  stage.call("save", { kind: "workaround", set: { title, break: "drift", started: "2026-11-05" } });
const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });
const line = (tab) => tab.getByRole("navigation").getByRole("button", { name: /Open sharing in Settings/ });
/** In which card the keys are. */
const keysIn = (tab) => tab.evaluate(() => document.activeElement?.closest("section.card")?.getAttribute("aria-labelledby"));
/** What another window, or the thread that meets the other desks, tells this one. */
const told = (tab, kinds) =>
  tab.evaluate((changed) => {
    const tabs = new BroadcastChannel("keepalive");
    tabs.postMessage({ changed });
    tabs.close();
  }, kinds);

test("sharing is off and says so; nothing stands in the sidebar", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  await card(tab).getByText("Off. Nothing leaves this computer.").waitFor();
  await becomes(() => line(tab).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("a folder that cannot be shared is said in the card, and sharing stays off", async () => {
  const { tab, close } = await open(stage, { view: "settings" });
  await tab.evaluate((path) => localStorage.setItem("shared-folder", path), join(place, "nowhere"));
  await card(tab).getByRole("button", { name: "Share over a folder…" }).click();
  await card(tab).getByRole("alert").getByText("This folder is not there. Is the drive connected?").waitFor();
  await card(tab).getByText("Off. Nothing leaves this computer.").waitFor();
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`sharing begins, says what waits, says since when the folder is away, and stops, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "settings", theme });
    await tab.evaluate((path) => localStorage.setItem("shared-folder", path), folder);
    await card(tab).getByRole("button", { name: "Share over a folder…" }).press("Enter");
    await card(tab).getByText("Clinic share").waitFor();
    await becomes(() => keysIn(tab), "sharing-head", "the keys stay in the card");
    await card(tab).getByText("Not exchanged yet").waitFor();
    await card(tab).getByText(/^This desk, /).waitFor();
    await card(tab).getByRole("button", { name: "Exchange now" }).click();
    await card(tab).getByText("All in step").waitFor();
    await line(tab).getByText("All in step").waitFor();
    assert.deepEqual(await violations(tab), []);

    await workaround(`Print twice ${theme}`);
    await told(tab, ["workaround"]);
    await line(tab).getByText(/\d+ changes? waiting/).waitFor();

    renameSync(folder, join(place, "unplugged"));
    await card(tab).getByRole("button", { name: "Exchange now" }).click();
    await card(tab).getByText(/Folder not reachable since \d/).waitFor();
    await tab.getByRole("navigation").getByRole("status").getByText(/Folder not reachable since/).waitFor();
    assert.deepEqual(await violations(tab), []);

    await tab.getByRole("button", { name: "Today" }).click();
    await line(tab).press("Enter");
    await card(tab).getByRole("heading", { name: "Sharing" }).waitFor();
    await tab.waitForFunction(() => document.activeElement?.id === "sharing-head");

    renameSync(join(place, "unplugged"), folder);
    await card(tab).getByRole("button", { name: "Exchange now" }).press("Enter");
    await card(tab).getByText("All in step").waitFor();
    await card(tab).getByRole("button", { name: "Stop sharing" }).press("Enter");
    await card(tab).getByText("This desk shared this clinic before.").waitFor();
    await becomes(() => keysIn(tab), "sharing-head", "the keys stay in the card");
    await becomes(() => line(tab).count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
}

for (const theme of ["light", "dark"]) {
  test(`a first exchange counts in the sidebar what has come, and the pages can be used, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "workarounds", theme });
    // The program says so while it takes in a large clinic; no test waits for a hundred thousand entries.
    await tab.route("**/api/sharing", async (route) => {
      const response = await route.fetch();
      const { ok } = await response.json();
      await route.fulfill({ response, json: { ok: { ...ok, place: { kind: "folder", name: "Clinic share" }, coming: { done: 12000, of: 100000 } } } });
    });
    await told(tab, ["sharing"]);
    await line(tab).getByText("12,000 of 100,000 entries have come").waitFor();
    assert.deepEqual(await violations(tab), []);
    await line(tab).click();
    await card(tab).getByText("12,000 of 100,000 entries have come").waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("what goes into the trash or gives a role unseen is said, and what is shown is scrolled by keys", async () => {
  const { tab, complaints, close } = await open(stage, { view: "workarounds" });
  const { letIn } = await keepsAside(tab, stage, MORE_LOOKED_AT);
  await told(tab, ["sharing"]);
  await line(tab).click();
  await card(tab).getByRole("button", { name: "Let in… desk 0a1b2c3d", exact: true }).press("Enter");
  const dialog = tab.getByRole("dialog", { name: "Let in what is kept aside of desk 0a1b2c3d?" });
  await dialog.getByText("In all: 12 things go into the trash; 1 desk is given a role.").waitFor();
  await dialog.getByText("5 more entries are not shown, and this is done by them: 2 things go into the trash; 1 desk is given a role.").waitFor();
  await becomes(() => dialog.getByText("take nothing away", { exact: false }).count(), 0);
  const list = dialog.getByRole("list", { name: "What would come in" });
  await becomes(() => list.getByRole("listitem").count(), 10);
  const unseen = () => list.evaluate((element) => Math.round(element.scrollHeight - element.clientHeight - element.scrollTop));
  assert.ok((await unseen()) > 0);
  await list.press("End");
  await becomes(unseen, 0);
  // The last step looks like none that can be taken back.
  assert.match(await dialog.getByRole("button", { name: "Let them in" }).getAttribute("class"), /danger/);
  assert.deepEqual(await violations(tab), []);
  await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
  await dialog.waitFor({ state: "hidden" });
  assert.deepEqual(letIn, []);
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`what is kept aside is counted, and let in by whom somebody names, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "workarounds", theme });
    const { looked, letIn } = await keepsAside(tab, stage);
    await told(tab, ["sharing"]);
    await line(tab).getByText("18 entries are kept aside").waitFor();
    await tab.getByRole("navigation").getByRole("status").getByText("18 entries are kept aside").waitFor();
    await line(tab).click();
    await card(tab).getByText("15 entries of desk 0a1b2c3d, which was taken out").waitFor();
    await becomes(() => card(tab).getByText("goes there as soon as that works", { exact: false }).count(), 0, "it waits for nothing");
    await card(tab).getByText("1 entry that says it is of desk 99887766 and that no desk has signed (carried by desk 44332211)").waitFor();
    assert.deepEqual(await violations(tab), []);
    await card(tab).getByRole("button", { name: "Let in… desk 0a1b2c3d (not signed)" }).waitFor();
    await card(tab).getByRole("button", { name: "Let in… desk 0a1b2c3d", exact: true }).press("Enter");
    const dialog = tab.getByRole("dialog", { name: "Let in what is kept aside of desk 0a1b2c3d?" });
    await dialog.getByText(/Ask whoever used that computer/).waitFor();
    const entries = dialog.getByRole("list", { name: "What would come in" }).getByRole("listitem");
    await becomes(() => entries.count(), 6);
    await entries.getByText("workaround: Fax more and 2 more things (2 into the trash)").waitFor();
    await entries.getByText("desk: 44332211 (manager’s desk)").waitFor();
    await entries.getByText("2 entries of the record lose their content for good").waitFor();
    await entries.getByText("request: A bigger label (into the trash)").waitFor();
    await entries.getByText("workaround: Written at home").waitFor();
    await entries.getByText("desk: 44332211, to be called “Front desk”").waitFor();
    const all = "In all: 3 things go into the trash; 2 entries of the record lose their content for good; 1 desk is given a role.";
    await dialog.getByText(all).waitFor();
    await dialog.getByText("9 more entries that are not shown; as far as this version can read them, they take nothing away and give no role").waitFor();
    assert.deepEqual(await violations(tab), []);
    await dialog.getByRole("button", { name: "Let them in" }).press("Enter");
    await dialog.waitFor({ state: "hidden" });
    const of = { mark: "0a1b2c3d", carried_by: null, taken_out: true };
    assert.deepEqual([looked, letIn], [[{ ...of, entries: null }], [{ ...of, entries: 15 }]], "what was looked at, and no more");
    await line(tab).getByText("3 entries are kept aside").waitFor();
    await becomes(() => keysIn(tab), "sharing-head", "the keys stay in the card");
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a list keeps its place while others' entries arrive", async () => {
  for (let n = 0; n < 60; n += 1) await workaround(`Second login ${n}`);
  const { tab, complaints, close } = await open(stage, { view: "workarounds" });
  await tab.getByRole("row", { name: /Second login/ }).first().waitFor();
  const scroller = () =>
    tab.evaluate(() => Math.max(...[...document.querySelectorAll("main *")].map((element) => element.scrollTop)));
  await tab.evaluate(() => {
    const all = [...document.querySelectorAll("main *")];
    const scrolls = all.find((element) => element.scrollHeight > element.clientHeight + 200 && getComputedStyle(element).overflowY !== "visible");
    scrolls?.scrollTo({ top: 600 });
  });
  await settled(tab);
  const top = await scroller();
  assert.ok(top > 0, "there is something to scroll");
  // Row 1 is the head.
  const rows = async () => Number(await tab.getByRole("grid").getAttribute("aria-rowcount")) - 1;
  const before = await rows();
  await workaround("Came from the other desk");
  await told(tab, ["workaround"]);
  await tab.waitForFunction(
    (more) => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === String(more + 1),
    before + 1,
  );
  await settled(tab);
  assert.equal(await rows(), before + 1, "it is counted");
  assert.equal(await scroller(), top);
  assert.deepEqual(complaints, []);
  await close();
});

test("in Spanish", async () => {
  const { tab, close } = await open(stage, { view: "settings", language: "es" });
  await tab.getByRole("region", { name: "Compartir", exact: true }).getByText("Desactivado. Nada sale de este equipo.").waitFor();
  await close();
});
