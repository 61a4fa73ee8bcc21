/** What hands are used to: keys that size the page, a list that keeps its place, a double click that opens one thing. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

test("the keys that size a page size it, from a text field too, and say what size it is", async () => {
  const { tab, complaints, close } = await open(stage);
  const root = () => tab.evaluate(() => document.documentElement.style.fontSize);
  await tab.keyboard.press("Control+Equal");
  await becomes(root, "20px", "125 % of 16 px");
  await tab.getByText("The page is at 125%.").first().waitFor();
  await tab.keyboard.press("Control+k");
  await tab.getByRole("dialog").getByRole("combobox").fill("larger");
  await tab.keyboard.press("Enter");
  await becomes(root, "24px", "by the palette");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await tab.keyboard.press("Control+Minus");
  await becomes(root, "20px");
  await tab.keyboard.press("Control+Digit0");
  await becomes(root, "16px");
  await tab.keyboard.press("Control+Minus");
  await becomes(root, "16px", "there is none smaller");
  assert.deepEqual(complaints, []);
  await close();
});

test("the palette leads to what has no key: a part of the settings by what people call it, a report, a saved view", async () => {
  const { tab, complaints, close } = await open(stage, {
    view: "today",
    kept: { "requests.views": [{ name: "Old asks", shown: { filter: { standing: "closed" }, group: "none", sort: "age", look: "list", boardBy: "state" } }] },
  });
  const go = async (typed) => {
    await tab.keyboard.press("Control+k");
    await tab.getByRole("dialog").getByRole("combobox").fill(typed);
    await tab.keyboard.press("Enter");
    await tab.getByRole("dialog").waitFor({ state: "detached" });
  };
  const focused = () => tab.evaluate(() => document.activeElement?.id);
  await go("restore");
  await becomes(focused, "backups-head");
  await go("holiday");
  await becomes(focused, "hours-head", "from within the settings, too");
  await go("vendor packet");
  await tab.getByRole("heading", { level: 1, name: "Reports" }).waitFor();
  await becomes(() => tab.getByRole("radio", { name: "Vendor packet" }).isChecked(), true);
  await go("old asks");
  await tab.getByRole("heading", { level: 1, name: "Requests" }).waitFor();
  await tab.getByRole("button", { name: "Standing: Closed" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

for (const [width, height] of [[1024, 700], [1600, 1000]]) {
  test(`the head of a part of the settings that the palette leads to stands in the window, ${width} × ${height}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "today", width, height });
    /** The head's place between the bar and the lower edge of the window. */
    const seen = (id) =>
      tab.evaluate((id) => {
        const head = document.getElementById(id)?.getBoundingClientRect();
        const bar = document.querySelector("main .bar")?.getBoundingClientRect();
        return head !== undefined && bar !== undefined && head.top >= Math.max(0, bar.bottom) && head.bottom <= innerHeight;
      }, id);
    for (const [typed, id] of [["restore", "backups-head"], ["about", "about-head"], ["threshold", "thresholds-head"], ["holiday", "hours-head"], ["add person", "people-head"]]) {
      await tab.keyboard.press("Control+1");
      await tab.getByRole("heading", { level: 1, name: "Today" }).waitFor();
      await tab.keyboard.press("Control+k");
      await tab.getByRole("dialog").getByRole("combobox").fill(typed);
      await tab.keyboard.press("Enter");
      await becomes(() => tab.evaluate(() => document.activeElement?.id), id);
      await settled(tab);
      await becomes(() => seen(id), true, typed);
    }
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("the palette begins what is new", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  const go = async (typed) => {
    await tab.keyboard.press("Control+k");
    await tab.getByRole("dialog").getByRole("combobox").fill(typed);
    await tab.keyboard.press("Enter");
  };
  await go("new request");
  await tab.getByRole("dialog", { name: "New request" }).waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual(complaints, []);
  await close();
});

test("the palette hands everything over and merges: what is selected, what has the keys, or it says how to choose", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  const go = async (typed, name) => {
    await tab.keyboard.press("Control+k");
    await tab.getByRole("dialog").getByRole("combobox").fill(typed);
    await tab.getByRole("option", { name, selected: true }).waitFor();
    await tab.keyboard.press("Enter");
  };
  await go("hand over", "Hand everything over");
  await tab.getByRole("dialog", { name: "Hand everything over" }).getByLabel("From").waitFor();
  await tab.getByRole("heading", { level: 1, name: "Owners" }).waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });

  await go("merge", /^Merge requests/);
  await tab.getByRole("status").filter({ hasText: "To merge, select two or more with Space and press m." }).waitFor();
  await tab.getByRole("heading", { level: 1, name: "Requests" }).waitFor();
  await tab.locator(".row.active").waitFor();
  await go("merge", /^Merge requests/);
  await tab.getByRole("dialog").locator("#move-into").waitFor();
  await tab.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });

  await tab.keyboard.press("Space");
  await tab.keyboard.press("j");
  await tab.keyboard.press("Space");
  await becomes(() => tab.locator(".row.picked").count(), 2);
  await go("merge", /^Merge requests/);
  await tab.getByRole("dialog").getByText("Which one stays?").waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("Enter in the search before it has answered opens what was typed, not what was there before", async () => {
  const titles = ["Zebrafinch labels", "Quokka letters"];
  for (const title of titles) await stage.call("save", { kind: "request", set: { title, kind: "workflow" } });
  const { tab, complaints, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+f");
  const field = tab.getByRole("dialog").getByRole("combobox");
  await field.fill("zebrafinch");
  await tab.getByRole("option", { name: /Zebrafinch labels/ }).waitFor();
  // Both in one task of the page: no answer can come between them.
  await field.evaluate((input) => {
    input.value = "quokka";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await tab.getByRole("complementary").getByRole("heading", { level: 2, name: "Quokka letters" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("Esc takes back an Enter that the search has not answered yet: no command is done in its place", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  let release = () => undefined;
  const held = new Promise((done) => (release = done));
  await tab.route("**/api/search", async (route) => {
    await held;
    await route.continue();
  });
  await tab.keyboard.press("Control+k");
  const field = tab.getByRole("dialog").getByRole("combobox");
  await field.fill("quokka");
  await becomes(() => tab.getByRole("dialog").getByRole("option").count(), 0);
  await field.press("Enter");
  await field.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  release();
  await settled(tab);
  assert.equal(tab.context().pages().length, 1, "quick capture, the first of the commands, was not opened");
  assert.deepEqual(complaints, []);
  await close();
});

test("a view that is gone to by its key has the keys", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  const nowhere = () => tab.evaluate(() => document.activeElement === document.body);
  for (const [key, name] of [["Control+4", "Friction"], ["Control+7", "Vendor"], ["Control+8", "Reports"], ["Control+,", "Settings"], ["Control+1", "Today"], ["Control+2", "Requests"]]) {
    await tab.keyboard.press(key);
    await tab.getByRole("heading", { level: 1, name }).waitFor();
    await becomes(nowhere, false, name);
    await settled(tab);
    await becomes(nowhere, false, name);
  }
  await becomes(() => tab.evaluate(() => document.activeElement?.getAttribute("role")), "grid", "a list takes them from the head");
  assert.deepEqual(complaints, []);
  await close();
});

test("an act that moves a row into another group takes the keys along: the next one is about the same thing", async () => {
  const { rows } = await stage.call("request_list", { filter: {}, group: "turn" });
  const unowned = rows.filter((row) => row.group === "nobody").map((row) => row.id);
  assert.ok(unowned.length >= 3, "three requests that nobody owns");
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "requests.group": "turn" } });
  const grid = tab.getByRole("grid");
  const active = () => grid.getAttribute("aria-activedescendant");
  await grid.focus();
  await becomes(active, `requests-${unowned[0]}`);
  await tab.keyboard.press("o");
  await tab.locator("[data-modal]").waitFor();
  await tab.keyboard.press("Enter");
  await becomes(async () => (await stage.call("request_detail", { id: unowned[0] })).row.owner !== null, true);
  await settled(tab);
  await becomes(active, `requests-${unowned[0]}`, "and the keys with it");
  await becomes(() => tab.evaluate(() => document.activeElement?.getAttribute("role")), "grid");
  await tab.locator(`[data-row="${unowned[0]}"].active`).click({ trial: true });
  await tab.keyboard.press("Control+z");
  await becomes(async () => (await stage.call("request_detail", { id: unowned[0] })).row.owner, null);
  await settled(tab);
  await becomes(active, `requests-${unowned[0]}`, "back with it, too");
  assert.deepEqual(complaints, []);
  await close();
});

test("the second click of a double click on a row hits nothing in the panel that came under it", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests" });
  await tab.evaluate(() => {
    window.hits = 0;
    document.addEventListener("click", (event) => (window.hits += event.target.closest(".detail") === null ? 0 : 1));
  });
  const box = await tab.locator('[role="row"][data-row]').first().boundingBox();
  const at = [box.x + box.width - 24, box.y + box.height / 2];
  await tab.mouse.click(...at);
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await settled(tab);
  assert.equal(await tab.evaluate(([x, y]) => document.elementFromPoint(x, y).closest(".detail") !== null, at), true, "the panel is there now");
  await tab.mouse.down({ clickCount: 2 });
  await tab.mouse.up({ clickCount: 2 });
  assert.equal(await tab.evaluate(() => window.hits), 0);
  await tab.mouse.click(...at);
  await becomes(() => tab.evaluate(() => window.hits), 1, "a click of its own is the panel's");
  assert.deepEqual(complaints, []);
  await close();
});

for (const [view, width] of [["requests", 1360], ["requests", 1024], ["workarounds", 1360]]) {
  test(`what is said at the bottom covers no button of a panel, ${view} at ${width}`, async () => {
    const { tab, close } = await open(stage, { view, width });
    await tab.locator('[role="row"][data-row]').first().click();
    const panel = tab.getByRole("complementary");
    await panel.getByRole("heading", { level: 2 }).waitFor();
    await tab.keyboard.press("+");
    const toast = tab.locator(".toast");
    await toast.waitFor();
    const apart = async () => {
      const [said, foot] = [await toast.boundingBox(), await panel.locator(".panelfoot").boundingBox()];
      return said.y + said.height <= foot.y || said.y >= foot.y + foot.height || said.x + said.width <= foot.x;
    };
    await becomes(apart, true);
    await tab.keyboard.press("Control+z");
    await close();
  });
}

for (const [language, theme, width, height, scale] of [
  ["en", "light", 1024, 768, 100],
  ["es", "dark", 1600, 900, 100],
  ["es", "light", 1024, 768, 200],
])
  for (const look of ["list", "triage"])
    test(`what is said of an act hides neither the row nor the panel: ${look}, ${width} at ${scale} %, ${language}`, async () => {
      const kept = { "appearance.scale": scale, "requests.look": look };
      const { tab, complaints, close } = await open(stage, { view: "requests", language, theme, width, height, kept });
      await tab.locator(".row.active, .row.sel").first().waitFor();
      const toast = tab.locator(".toast");
      /** How much of the list and its panel lies under what is said, px. */
      const under = () =>
        tab.evaluate(() => {
          const said = document.querySelector(".toast").getBoundingClientRect();
          // What the body cuts off is not seen; where it does not, it has grown to hold all.
          const { bottom } = document.querySelector(".body").getBoundingClientRect();
          const parts = [...document.querySelectorAll(".split > *")].map((part) => part.getBoundingClientRect());
          return Math.max(0, ...parts.map((part) => Math.min(part.bottom, bottom) - said.top));
        });
      await tab.getByRole("grid").focus();
      await tab.keyboard.press("End");
      await settled(tab);
      await tab.keyboard.press("+");
      await toast.waitFor();
      await becomes(under, 0);
      const { x, y, width: wide, height: high } = await toast.boundingBox();
      assert.ok(x >= 0 && x + wide <= width && y + high <= height, "it is whole in the window");
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(complaints, []);
      await tab.keyboard.press("Control+z");
      await close();
    });

test("what a dialog opens stands over the dialog", async () => {
  const { tab, complaints, close } = await open(stage, { view: "changes", kept: { "changes.segment": "register" } });
  await tab.keyboard.press("n");
  const dialog = tab.getByRole("dialog").filter({ has: tab.locator("form") });
  await dialog.waitFor();
  await dialog.getByRole("button", { name: /Choose/ }).first().press("Enter");
  const field = tab.locator("[data-modal] input, .menu input").last();
  await field.waitFor();
  await settled(tab);
  const isOnTop = () =>
    field.evaluate((input) => {
      const { left, top, width, height } = input.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === input;
    });
  await becomes(isOnTop, true);
  assert.deepEqual(complaints, []);
  await close();
});

for (const language of ["en", "es"]) {
  test(`the table of months has room at 1024 px, in ${language}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "friction", width: 1024, height: 768, language, kept: { "friction.look": "table" } });
    const table = tab.locator(".numbers").first();
    await table.locator("tbody tr").first().waitFor();
    await settled(tab);
    await becomes(() => table.evaluate((card) => card.scrollWidth - card.clientWidth), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
}
