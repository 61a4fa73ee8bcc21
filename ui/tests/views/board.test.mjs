import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";
import { wholeInSight } from "./laid_out.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const board = { "requests.look": "board" };
const column = (tab, name) => tab.getByRole("listbox", { name, exact: true });
const firstOf = async (filter) => (await stage.call("request_list", { filter, limit: 1 })).rows[0];
const rowOf = async (id) => (await stage.call("request_detail", { id })).row;

test("each column counts what its state holds", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: board });
  for (const [state, name] of [
    ["triaged", "Triaged"],
    ["waiting_vendor", "Waiting on vendor"],
  ]) {
    const { total } = await stage.call("request_list", { filter: { states: [state] }, limit: 1 });
    await tab.getByRole("region", { name: `${name}, ${total}` }).waitFor();
  }
  assert.deepEqual(complaints, []);
  await close();
});

test("a column says no number and no emptiness before it was read", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today", kept: board });
  let release = () => undefined;
  const held = new Promise((done) => (release = done));
  await tab.route("**/api/request_list", async (route) => {
    await held;
    await route.continue();
  });
  await tab.keyboard.press("Control+2");
  const triaged = tab.getByRole("group", { name: "Board of requests" }).getByRole("region", { name: "Triaged", exact: true });
  await triaged.waitFor();
  await becomes(() => triaged.getByRole("heading").innerText(), "Triaged");
  assert.equal(await tab.getByText("Nothing here", { exact: true }).count(), 0);
  release();
  const { total } = await stage.call("request_list", { filter: { states: ["triaged"] }, limit: 1 });
  await tab.getByRole("region", { name: `Triaged, ${total}`, exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

/** Puts the keys on a column's first card, once it is there to have them. */
async function goToFirst(tab, name, id) {
  await tab.locator(`#card-${id}`).waitFor();
  await column(tab, name).focus();
  await tab.keyboard.press("Home");
  await keysOn(tab, id).waitFor();
}
const keysOn = (tab, id) => tab.locator(`[role="listbox"][aria-activedescendant="card-${id}"]:focus`);

test("a card is moved by keyboard, the keys stay on it, and undo brings it back", async () => {
  const { tab, close } = await open(stage, { view: "requests", kept: board });
  const card = await firstOf({ states: ["triaged"] });
  await goToFirst(tab, "Triaged", card.id);
  await tab.keyboard.press("s");
  await tab.getByRole("combobox", { name: "Change the state" }).fill("in progress");
  await tab.keyboard.press("Enter");
  await tab.getByRole("status").filter({ hasText: "Undo" }).waitFor();
  assert.equal((await rowOf(card.id)).state, "in_progress");
  await keysOn(tab, card.id).waitFor();
  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.equal((await rowOf(card.id)).state, "triaged");
  await keysOn(tab, card.id).waitFor();
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByRole("heading", { name: card.title }).waitFor();
  await close();
});

test("what a key is about is in sight first, wherever its column was scrolled to, and after the move and its undo too", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: board, width: 1024, height: 768 });
  const card = await firstOf({ states: ["waiting_vendor"] });
  await goToFirst(tab, "Waiting on vendor", card.id);
  await tab.keyboard.press("Space");
  await tab.getByRole("status").filter({ hasText: "one card is moved at a time" }).waitFor();
  assert.equal(await column(tab, "Waiting on vendor").evaluate((cards) => cards.scrollTop), 0);

  await column(tab, "Waiting on vendor").evaluate((cards) => cards.scrollTo(0, cards.scrollHeight));
  await becomes(() => tab.locator(`#card-${card.id}`).count(), 0);
  await tab.keyboard.press("s");
  const field = tab.getByRole("combobox", { name: "Change the state" });
  await field.waitFor();
  await becomes(() => wholeInSight(field), true);
  await becomes(() => wholeInSight(tab.locator(`#card-${card.id}`)), true);
  await field.fill("delivered");
  await tab.keyboard.press("Enter");
  await tab.getByRole("region", { name: /^Delivered/ }).locator(`#card-${card.id}`).waitFor();
  await keysOn(tab, card.id).waitFor();
  await becomes(() => wholeInSight(tab.locator(`#card-${card.id}`)), true);

  await tab.keyboard.press("Control+z");
  await tab.getByRole("region", { name: /^Waiting on vendor/ }).locator(`#card-${card.id}`).waitFor();
  await keysOn(tab, card.id).waitFor();
  await becomes(() => wholeInSight(tab.locator(`#card-${card.id}`)), true);
  assert.deepEqual(complaints, []);
  await close();
});

test("Esc from a card's panel gives the keys back to the card; its column stays in sight beside the panel, at 1024 that covers the board", async () => {
  for (const width of [1024, 1360]) {
    const { tab, complaints, close } = await open(stage, { view: "requests", kept: board, width });
    const card = await firstOf({ states: ["delivered"] });
    await goToFirst(tab, "Delivered", card.id);
    await tab.keyboard.press("Enter");
    const panel = tab.getByRole("complementary");
    await panel.getByRole("heading", { level: 2 }).waitFor();
    const covered = async () => (await tab.getByRole("group", { name: "Board of requests" }).count()) === 0;
    const clear = async () => (await column(tab, "Delivered").boundingBox()).x + (await column(tab, "Delivered").boundingBox()).width <= (await panel.boundingBox()).x + 1;
    await becomes(width === 1024 ? covered : clear, true);
    await tab.keyboard.press("Escape");
    await becomes(() => panel.count(), 0);
    await keysOn(tab, card.id).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("a moved card stands in one column only, though the old one reads again late", async () => {
  const { tab, close } = await open(stage, { view: "requests", kept: board });
  const card = await firstOf({ states: ["triaged"] });
  await goToFirst(tab, "Triaged", card.id);
  let release;
  const held = new Promise((done) => (release = done));
  await tab.route("**/api/request_list", async (route) => {
    if (route.request().postDataJSON().filter.states?.includes("triaged")) await held;
    await route.continue();
  });
  await tab.keyboard.press("s");
  await tab.getByRole("combobox", { name: "Change the state" }).fill("in progress");
  await tab.keyboard.press("Enter");
  await column(tab, "In progress").locator(`#card-${card.id}`).waitFor();
  await becomes(() => tab.locator(`#card-${card.id}`).count(), 1);
  release();
  await settled(tab);
  await becomes(() => tab.locator(`#card-${card.id}`).count(), 1);
  await stage.call("undo");
  await close();
});

test("arrows step between columns", async () => {
  const { tab, close } = await open(stage, { view: "requests", kept: board });
  const focused = (name) => tab.locator(`[role="listbox"][aria-label="${name}"]:focus`).waitFor();
  await column(tab, "Triaged").focus();
  await tab.keyboard.press("ArrowRight");
  await focused("In progress");
  await tab.keyboard.press("ArrowLeft");
  await focused("Triaged");
  await close();
});

/** Drags a card with the pointer to the middle of a column; `before` looks while it hangs there. */
async function dragTo(tab, id, key, look = async () => undefined) {
  await tab.locator(`#card-${id}`).scrollIntoViewIfNeeded();
  const from = await tab.locator(`#card-${id}`).boundingBox();
  const to = await tab.locator(`[data-column="${key}"]`).boundingBox();
  await tab.mouse.move(from.x + 20, from.y + 20);
  await tab.mouse.down();
  await tab.mouse.move(from.x + 40, from.y + 40, { steps: 4 });
  await settled(tab);
  await tab.mouse.move(to.x + to.width / 2, to.y + 150, { steps: 8 });
  await look();
  await tab.mouse.up();
}

test("a card dragged to an allowed column moves; it opens nothing", async () => {
  const { tab, close } = await open(stage, { view: "requests", kept: board, width: 1600 });
  const card = await firstOf({ states: ["triaged"] });
  await dragTo(tab, card.id, "in_progress");
  await tab.getByRole("status").filter({ hasText: "Undo" }).waitFor();
  assert.equal((await rowOf(card.id)).state, "in_progress");
  await becomes(() => tab.getByRole("complementary").count(), 0);
  await stage.call("undo");
  await close();
});

test("a column that may not take the card says why, and nothing moves", async () => {
  const { tab, close } = await open(stage, { view: "requests", kept: board, width: 1600 });
  const card = await firstOf({ states: ["triaged"] });
  await dragTo(tab, card.id, "new", () => tab.getByText("Cannot be moved here: no longer new").waitFor());
  assert.equal((await rowOf(card.id)).state, "triaged");
  await close();
});

test("by whose turn, what nobody owns needs an owner before it moves on", async () => {
  const kept = { ...board, "requests.board": "turn" };
  const { tab, close } = await open(stage, { view: "requests", kept, width: 1600 });
  const card = await firstOf({ turn: "nobody" });
  await dragTo(tab, card.id, "vendor", () =>
    tab.locator('[data-column="vendor"]').getByText("Nobody owns it. Give it an owner first.").waitFor(),
  );
  assert.equal((await rowOf(card.id)).state, card.state);
  await close();
});

test("asking back asks for the question", async () => {
  const { tab, close } = await open(stage, { view: "requests", kept: board });
  const card = await firstOf({ states: ["triaged"] });
  await goToFirst(tab, "Triaged", card.id);
  await tab.keyboard.press("s");
  await tab.getByRole("combobox", { name: "Change the state" }).fill("clarif");
  await tab.keyboard.press("Enter");
  await tab.getByLabel("What has to be cleared up?").fill("Which printer?");
  await tab.getByRole("dialog").getByRole("button", { name: "Needs clarifying" }).click();
  await tab.getByRole("status").filter({ hasText: "Undo" }).waitFor();
  const detail = await stage.call("request_detail", { id: card.id });
  assert.deepEqual([detail.clarifying.question, detail.clarifying.waits], ["Which printer?", true]);
  await stage.call("undo");
  await close();
});

test("a saved view brings filter, order and look back after a restart", async () => {
  const { tab, close } = await open(stage, { view: "requests" });
  await tab.getByRole("radio", { name: "Board" }).click();
  await tab.getByRole("button", { name: "Safety", exact: true }).click();
  await tab.locator("#saved-views").click();
  await tab.getByRole("option", { name: "Save this view" }).click();
  await tab.getByLabel("Name of the view").fill("Safety board");
  await tab.keyboard.press("Enter");
  await tab.getByRole("radio", { name: "List" }).click();
  await tab.getByRole("button", { name: "Safety", exact: true }).click();
  await tab.reload();
  await tab.locator("#saved-views").click();
  await tab.getByRole("option", { name: "Safety board" }).click();
  await tab.getByRole("group", { name: "Board of requests" }).waitFor();
  assert.equal(await tab.getByRole("button", { name: "Safety", exact: true }).getAttribute("aria-pressed"), "true");
  await close();
});

for (const theme of ["light", "dark"]) {
  for (const by of ["state", "turn"]) {
    test(`the board by ${by} with an open card, ${theme}`, async () => {
      const card = await firstOf({});
      const { tab, complaints, close } = await open(stage, {
        view: "requests",
        theme,
        kept: { ...board, "requests.board": by, "place.items": { requests: card.id } },
      });
      await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}
