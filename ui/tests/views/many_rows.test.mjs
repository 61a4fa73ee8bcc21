/**
 * A clinic with 20,000 requests: every look at them draws what is seen and a little more, and a key asks for as little as with
 * twenty. Counted in elements and in questions to the program, never in time: that is another machine's tomorrow.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { becomes, open, settled, startClinic } from "./harness.mjs";

const MANY = 20_000;
/** Frame, head, rows in view and those just beyond; a list that drew all would have some 200,000. */
const MOST_ELEMENTS = 1_500;
const STATES = ["New", "Triaged", "In Progress", "On Hold"];

let stage;
const folder = mkdtempSync(join(tmpdir(), "keepalive-many-"));
before(async () => {
  stage = await startClinic();
  const lines = ["number,short_description,state,opened_at,assigned_to"];
  for (let n = 1; n <= MANY; n += 1) lines.push(`INC${n},Number ${n} of the backlog,${STATES[n % STATES.length]},2026-0${2 + (n % 8)}-15 09:00,Owner ${n % 25}`);
  const path = join(folder, "backlog.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  const { rows_are, preset } = await stage.call("import_open", { path });
  await stage.call("import_run", { path, rows_are, map: { preset } });
  assert.equal((await stage.call("request_list", { filter: { standing: "open" }, limit: 1 })).total, MANY);
});
after(async () => {
  await stage?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const elements = (tab) => tab.evaluate(() => document.querySelectorAll("*").length);
async function isLight(tab, when) {
  const count = await elements(tab);
  assert.ok(count < MOST_ELEMENTS, `${count} elements ${when}`);
}
/** What the page asks the program while something is done. */
async function asks(tab, act) {
  await settled(tab);
  const asked = [];
  const heard = (request) => {
    const command = /\/api\/(\w+)$/.exec(request.url())?.[1];
    if (command !== undefined) asked.push(command);
  };
  tab.on("request", heard);
  await act();
  await settled(tab);
  tab.off("request", heard);
  return asked;
}
const only = (asked, most, when) => assert.ok(asked.length <= most, `${asked.length} questions ${when}: ${asked.join(", ")}`);

for (const group of ["none", "turn", "state", "owner"]) {
  test(`the list, grouped by ${group}, draws what is seen, and its keys ask for next to nothing`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "requests.group": group } });
    const grid = tab.getByRole("grid");
    const active = () => tab.locator(".row.active").getAttribute("data-row");
    await grid.focus();
    await tab.locator(".row.active").waitFor();
    await tab.getByText("20,000").first().waitFor();
    await isLight(tab, "as it opens");

    const first = await active();
    only(await asks(tab, async () => { for (let step = 0; step < 30; step += 1) await tab.keyboard.press("j"); }), 0, "for thirty steps");
    await becomes(async () => (await active()) !== first, true);
    only(await asks(tab, () => tab.keyboard.press("Space")), 0, "to select");
    await becomes(() => tab.getByRole("toolbar").count(), 1);
    await tab.keyboard.press("Escape");
    await becomes(() => tab.getByRole("toolbar").count(), 0);

    only(await asks(tab, () => tab.keyboard.press("End")), 1, "for the end of what was read");
    const last = await active();
    only(await asks(tab, () => tab.keyboard.press("End")), 1, "for the end of the next page");
    await becomes(async () => (await active()) !== last, true, "the next page came");
    await isLight(tab, "at the end");
    only(await asks(tab, () => tab.keyboard.press("Home")), 0, "for the top");
    await becomes(active, first);

    only(await asks(tab, () => tab.keyboard.press("Enter")), 8, "for a panel");
    await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
    await isLight(tab, "with a panel");
    assert.deepEqual(complaints, []);
    await close();
  });
}

for (const by of ["state", "turn"]) {
  test(`the board by ${by} draws the cards in view`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "requests.look": "board", "requests.board": by } });
    const board = tab.getByRole("group", { name: "Board of requests" });
    await board.locator("[data-row]").first().waitFor();
    await settled(tab);
    await isLight(tab, "as it opens");
    await board.getByRole("listbox").filter({ has: tab.locator("[data-row]") }).first().focus();
    await tab.locator(".tile.active").waitFor();
    const active = () => tab.locator(".tile.active").getAttribute("data-row");
    const first = await active();
    only(await asks(tab, async () => { for (let step = 0; step < 20; step += 1) await tab.keyboard.press("j"); }), 0, "for twenty steps");
    await becomes(async () => (await active()) !== first, true);
    only(await asks(tab, () => tab.keyboard.press("End")), 1, "for the end of a column");
    await isLight(tab, "at the end of a column");
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("triage and the search stay light, too", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "requests.look": "triage" } });
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await isLight(tab, "in triage");
  await tab.keyboard.press("Control+k");
  await tab.keyboard.type("backlog");
  await tab.getByRole("dialog").getByRole("option", { name: /Number \d+ of the backlog/ }).first().waitFor();
  await isLight(tab, "in the search");
  assert.deepEqual(complaints, []);
  await close();
});
