import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes as comesTo, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const triage = { "requests.look": "triage" };
const INBOX = { states: ["new", "needs_clarifying"] };
const first = async () => (await stage.call("request_list", { filter: INBOX, sort: "worth", limit: 2 })).rows;
const detail = (id) => stage.call("request_detail", { id });
/** The request once it is in this state: triage goes on before the write is answered. */
async function becomes(id, state) {
  for (let tries = 0; tries < 100; tries += 1) {
    const read = await detail(id);
    if (read.row.state === state) return read;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail(`the request does not become ${state}`);
}
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
  const { row, route } = await becomes(one.id, "triaged");
  assert.deepEqual([row.state, row.owner.name, row.value, row.effort, route], ["triaged", "Biller", 4, 2, "vendor"]);
  assert.deepEqual(complaints, []);
  await close();
});

test("triage says how it is sorted, and a long title goes on in a second line of a narrow window", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: triage, width: 1024, height: 768 });
  await tab.getByRole("columnheader").getByText(/to triage · Value by effort/).waitFor();
  /** Lines that each title takes, and whether it is whole in its row. */
  const titles = () =>
    tab.locator(".row[data-row]").evaluateAll((rows) =>
      rows.map((row) => {
        const title = row.querySelector(".t");
        const [box, around] = [title.getBoundingClientRect(), row.getBoundingClientRect()];
        return { lines: Math.round(box.height / parseFloat(getComputedStyle(title).lineHeight)), whole: box.top >= around.top && box.bottom <= around.bottom };
      }),
    );
  await comesTo(async () => (await titles()).some(({ lines }) => lines === 2), true, "a long one goes on");
  assert.ok((await titles()).every(({ lines, whole }) => lines <= 2 && whole));
  assert.deepEqual(complaints, []);
  await close();
});

test("Enter on a row goes on into what is shown of it, and Esc comes back to the row", async () => {
  const [one, two] = await first();
  for (const [width, height] of [[1024, 768], [1600, 900]]) {
    const { tab, complaints, close } = await open(stage, { view: "requests", kept: triage, width, height });
    const panel = tab.getByRole("complementary");
    const role = () => tab.evaluate(() => document.activeElement?.getAttribute("role") ?? document.activeElement?.id);
    await shows(tab, one.title);
    await tab.getByRole("grid").focus();
    await tab.keyboard.press("ArrowDown");
    await shows(tab, two.title);
    await tab.keyboard.press("Enter");
    await comesTo(role, "triage-owner");
    const ring = await panel.locator("#triage-owner").evaluate((button) => getComputedStyle(button).outlineStyle);
    assert.equal(ring, "solid", "it is seen where the keys are");
    await tab.keyboard.press("Enter");
    await tab.getByRole("combobox", { name: "Choose the owner" }).waitFor();
    await tab.keyboard.press("Escape");
    await comesTo(role, "triage-owner", "Esc closes the list first");
    await tab.keyboard.press("Escape");
    await comesTo(role, "grid");
    assert.equal(await tab.locator(".row.active").getAttribute("data-row"), two.id);
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("a look chosen with the mouse leaves the keys to its list; whoever came to the switch by Tab steps through it", async () => {
  const [one, two] = await first();
  const { tab, complaints, close } = await open(stage, { view: "requests" });
  const look = (name) => tab.getByRole("radiogroup", { name: "How requests are shown" }).getByRole("radio", { name });
  const chosen = (name) => look(name).getAttribute("aria-checked");
  const focused = () => tab.evaluate(() => document.activeElement?.getAttribute("role"));
  const panel = tab.getByRole("complementary");
  await look("Triage").click();
  await panel.getByRole("heading", { name: one.title }).waitFor();
  assert.equal(await focused(), "grid");
  await tab.keyboard.press("ArrowDown");
  await panel.getByRole("heading", { name: two.title }).waitFor();
  assert.equal(await chosen("Triage"), "true");
  await look("Board").click();
  const board = tab.getByRole("group", { name: "Board of requests" });
  await board.waitFor();
  assert.equal(await board.evaluate((element) => element.contains(document.activeElement)), true);
  await look("List").click();
  await tab.locator(".row.active").waitFor();
  assert.equal(await focused(), "grid");

  await look("List").focus();
  for (const name of ["Board", "Triage"]) {
    await tab.keyboard.press("ArrowRight");
    assert.deepEqual([await chosen(name), await focused()], ["true", "radio"]);
  }
  await tab.keyboard.press("Space");
  await panel.getByRole("heading", { name: one.title }).waitFor();
  assert.equal(await focused(), "radio");
  assert.deepEqual(complaints, []);
  await close();
});

/** Holds the answers of a command back: they are given at the bridge, and reach the page once they are let go. */
async function hold(tab, command) {
  let letGo;
  const held = new Promise((done) => (letGo = done));
  let came;
  const answered = new Promise((done) => (came = done));
  await tab.route(`**/api/${command}`, async (route) => {
    const response = await route.fetch();
    came();
    await held;
    await route.fulfill({ response });
  });
  return { answered, letGo };
}
/** Another window says that requests changed. */
const elsewhere = (tab) =>
  tab.evaluate(() => {
    const other = new BroadcastChannel("keepalive");
    other.postMessage({ changed: ["request", "request_state"] });
    other.close();
  });
const ask = async (title, set = {}) => (await stage.call("save", { kind: "request", set: { title, kind: "template", ...set } })).id;
const shows = (tab, title) => tab.getByRole("complementary").getByRole("heading", { name: title }).waitFor();

test("a list that is read again before the move is answered does not carry the next one past", async () => {
  const [one, two] = await first();
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: triage });
  await shows(tab, one.title);
  const move = await hold(tab, "move_request");
  await tab.keyboard.press("t");
  await move.answered;
  await elsewhere(tab);
  await tab.locator(`[data-row="${one.id}"]`).waitFor({ state: "detached" });
  const reply = tab.waitForResponse("**/api/move_request");
  move.letGo();
  await reply;
  await tab.getByRole("status").filter({ hasText: "Undo" }).waitFor();
  await shows(tab, two.title);
  assert.equal((await detail(one.id)).row.state, "triaged");
  assert.deepEqual(complaints, []);
  await close();
});

test("keys typed faster than anything is answered reach the request they were typed at", async () => {
  await ask("Warn of a double dose", { safety: true });
  await ask("Warn of an allergy", { safety: true });
  const { rows } = await stage.call("request_list", { filter: INBOX, sort: "worth" });
  const at = rows.findIndex((row) => row.title.startsWith("Warn of"));
  const [one, two] = rows.slice(at, at + 2);
  assert.ok(two.title.startsWith("Warn of"), "one after the other");
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: triage });
  await tab.locator(`[data-row="${one.id}"]`).click();
  await shows(tab, one.title);
  await settled(tab);
  const saves = await hold(tab, "save");
  const moves = await hold(tab, "move_request");
  const details = await hold(tab, "request_detail");
  const keys = ["v", "4", "Enter", "f", "2", "Enter", "t", "v", "5", "Enter", "f", "1", "Enter", "t"];
  await Promise.all(keys.map((key) => tab.keyboard.press(key)));
  for (const held of [saves, moves, details]) held.letGo();
  await settled(tab);
  await tab.locator(`[data-row="${two.id}"]`).waitFor({ state: "detached" });
  const marks = async (id) => {
    const { row } = await detail(id);
    return [row.value, row.effort, row.state];
  };
  assert.deepEqual(await marks(one.id), [4, 2, "triaged"]);
  assert.deepEqual(await marks(two.id), [5, 1, "triaged"]);
  assert.deepEqual(complaints, []);
  await close();
});

test("a request that its own worth carries down the queue stays until somebody goes on", async () => {
  const [one, two] = [await ask("Shorten the intake form", { value: 5, effort: 1 }), await ask("Move the print button", { value: 5, effort: 2 })];
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: triage });
  await tab.locator(`[data-row="${one}"]`).click();
  await shows(tab, "Shorten the intake form");
  await pick(tab, "v", "1");
  await pick(tab, "f", "5");
  await tab.waitForFunction(
    ([one, two]) => {
      const top = (id) => document.querySelector(`[data-row="${id}"]`)?.getBoundingClientRect().top ?? Number.NaN;
      return top(one) > top(two);
    },
    [one, two],
  );
  await shows(tab, "Shorten the intake form");
  await tab.keyboard.press("t");
  await shows(tab, "Move the print button");
  await becomes(one, "triaged");
  assert.equal((await detail(two)).row.state, "new");
  assert.deepEqual(complaints, []);
  await close();
});

test("keys of an item do here what they do elsewhere, or say why not, and the panel says who asked", async () => {
  const { people } = await stage.call("catalogue");
  const id = await ask("Zwieback quokka unlike any other", { safety: true, requester: { ref: people[0].id } });
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { ...triage, "requests.filter": { standing: "open", text: "Zwieback quokka", late: true } } });
  await shows(tab, "Zwieback quokka unlike any other");
  await tab.getByRole("complementary").getByText(`Asked by: ${people[0].name}`).waitFor();
  await tab.getByText("No open request reads like this one.").first().waitFor();
  const told = (words) => tab.locator(".toast").filter({ hasText: words }).waitFor();
  await tab.keyboard.press("m");
  await told("No open request reads like this one.");
  await tab.keyboard.press("s");
  await told("Here t says that it is triaged, q asks back, and d declines it.");
  await pick(tab, "w", "Vendor");
  await tab.locator("#triage-route", { hasText: "Vendor" }).waitFor();
  await tab.keyboard.press("e");
  await tab.getByRole("dialog", { name: "Edit the request" }).waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  // What nothing here can match is not asked for, and what the list kept of it hides nothing.
  assert.equal(await tab.getByRole("button", { name: /^(Late|Somebody to tell|Gone quiet)$/ }).count(), 0);
  assert.equal((await detail(id)).route, "vendor");
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("keys that come before what they need is read are not lost, and nothing is said or merged that is not known yet", async () => {
  await stage.call("settings_set", { desk: (await stage.call("catalogue")).people[0].id });
  const id = await ask("Wombat lanterns glow");
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { ...triage, "requests.filter": { text: "Wombat" } } });
  await shows(tab, "Wombat lanterns glow");
  await settled(tab);
  const [details, similar] = [await hold(tab, "request_detail"), await hold(tab, "similar")];
  await tab.reload();
  await shows(tab, "Wombat lanterns glow");
  const told = (words) => tab.locator(".toast").filter({ hasText: words }).waitFor();
  await tab.keyboard.press("m");
  await told("Still looking for requests that read like this one.");
  await tab.keyboard.press("+");
  await said(tab);
  assert.equal((await detail(id)).voices.length, 1);
  for (const key of ["e", "!"]) await tab.keyboard.press(key);
  details.letGo();
  const dialog = tab.getByRole("dialog", { name: "Edit the request" });
  await dialog.waitFor();
  // What was typed behind the key went into what it opened.
  await tab.waitForFunction(() => document.activeElement.value?.endsWith("!"));
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  const panel = tab.getByRole("complementary");
  await panel.getByText("Still looking for requests that read like this one.").waitFor();
  assert.equal(await panel.getByText("No open request reads like this one.").count(), 0);
  similar.letGo();
  await panel.getByText("No open request reads like this one.").waitFor();
  assert.equal((await detail(id)).row.state, "new");
  assert.deepEqual(complaints, []);
  await close();
});

test("the head and the saved file are about what stands to be triaged, whatever the list was narrowed to", async () => {
  for (const which of ["one", "two"]) await ask(`Echidna ledger ${which}`);
  const narrowed = { standing: "closed", late: true, text: "Echidna" };
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { ...triage, "requests.filter": narrowed, "requests.group": "turn" } });
  await tab.locator("header.bar").getByText("2 to triage").waitFor();
  await tab.getByRole("button", { name: "Save this list as a file" }).click();
  const [file] = await Promise.all([tab.waitForEvent("download"), tab.getByRole("menuitem", { name: /Save as CSV/ }).click()]);
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\n");
  assert.equal(lines.length, 3);
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
  await tab.getByRole("button", { name: `Take the merge apart: ${one.key}` }).click();
  await said(tab);
  assert.equal((await detail(one.id)).row.state, one.state);
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
  await tab.getByRole("button", { name: "Change it" }).click();
  await said(tab);
  const kept = (await detail(owned.id)).row;
  assert.deepEqual([kept.value, kept.owner.name], [5, owned.owner.name]);
  await tab.getByRole("button", { name: "Edit fields" }).click();
  await tab.getByLabel("Owner").selectOption({ label: "Nobody" });
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Change it" }).click();
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

test("what an import brought is no filter of triage, and has no chip there", async () => {
  const filter = { standing: "open", came_with: "019ae000-0000-7000-8000-000000000000" };
  for (const [look, chips] of [["list", 1], ["triage", 0]]) {
    const { tab, close } = await open(stage, { view: "requests", kept: { "requests.look": look, "requests.filter": filter } });
    await tab.locator("#filter-standing, #filter-route").first().waitFor();
    await comesTo(() => tab.getByRole("main").getByRole("button", { name: /^In the import of/ }).count(), chips);
    await close();
  }
});
