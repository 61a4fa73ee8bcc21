/** A small window and a large scale: nothing is cut off, and what is worked with keeps its room. */
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

const VIEWS = ["today", "requests", "workarounds", "friction", "owners", "changes", "vendor", "reports", "settings"];
const SMALL = { width: 1024, height: 700 };

/** How far the window itself scrolls: only what is in it may. */
const windowScrolls = (tab) =>
  tab.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const main = document.querySelector("main");
    return [scrollWidth - innerWidth, scrollHeight - innerHeight, main.scrollWidth - main.clientWidth];
  });

for (const scale of [100, 200]) {
  test(`no view scrolls the window or sideways at ${scale} %`, async () => {
    for (const view of VIEWS) {
      const { tab, complaints, close } = await open(stage, { view, ...SMALL, kept: { "appearance.scale": scale } });
      assert.deepEqual(await windowScrolls(tab), [0, 0, 0], view);
      assert.deepEqual(complaints, []);
      await close();
    }
  });
}

for (const language of ["en", "es"]) {
  test(`the map and the table of owners fit at 1280, and at 1024 scroll beside the names, in ${language}`, async () => {
    for (const width of [1280, 1024]) {
      const { tab, complaints, close } = await open(stage, { view: "owners", width, height: 800, language });
      await tab.locator("tr[data-area]").first().waitFor();
      await tab.locator("tr[data-person]").first().waitFor();
      for (const [part, row] of [[".map", "tr[data-area]"], ["section .scroll", "tr[data-person]"]]) {
        const room = tab.locator(part).filter({ has: tab.locator(row) });
        const over = () => room.evaluate((element) => Math.max(0, element.scrollWidth - element.clientWidth));
        if (width === 1280) await becomes(over, 0, `${part} fits`);
        await room.evaluate((element) => element.scrollTo(element.scrollWidth, 0));
        const stands = () => room.evaluate((element, row) => Math.round(element.querySelector(`${row} > th`).getBoundingClientRect().left - element.getBoundingClientRect().left), row);
        await becomes(async () => (await stands()) <= 1, true, `${part}: names stand`);
      }
      assert.deepEqual(complaints, []);
      await close();
    }
  });

  test(`the choices over the charts stay in the window, in ${language}`, async () => {
    const { tab, close } = await open(stage, { view: "friction", ...SMALL, language });
    await tab.locator("#friction-area").waitFor();
    for (const chips of [".tools", ".tools .right"]) {
      await becomes(() => tab.locator(chips).evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().right)).every((right) => right <= innerWidth)), true);
    }
    const chips = tab.locator(".tools .pair");
    await becomes(() => chips.evaluateAll((all) => all.every((chip) => { const { left, right } = chip.getBoundingClientRect(); return left >= 0 && right <= innerWidth; })), true);
    await close();
  });
}

test("the chart of hours keeps its height, and nothing of it is a tooltip", async () => {
  const { tab, close } = await open(stage, { view: "friction", ...SMALL });
  const drawing = tab.locator(".drawing svg").first();
  await drawing.waitFor();
  const { height } = await drawing.boundingBox();
  assert.ok(height >= 320, `${height} px`);
  await becomes(() => tab.locator(".drawing title").count(), 0);
  assert.equal(await drawing.getAttribute("role"), "img");
  assert.ok((await drawing.getAttribute("aria-label")).length > 0);
  assert.deepEqual(await violations(tab), []);
  await close();
});

for (const view of ["requests", "workarounds", "changes"])
  test(`at 200 % the list of ${view} has the whole window once what is over it is scrolled away, and its detail too`, async () => {
    const { tab, close } = await open(stage, { view, ...SMALL, kept: { "appearance.scale": 200 } });
    const grid = tab.getByRole("grid");
    await grid.locator('[role="row"][aria-selected]').first().waitFor();
    assert.ok((await grid.boundingBox()).height > SMALL.height * 0.8);
    await grid.focus();
    await tab.keyboard.press("Enter");
    const panel = tab.locator("aside.detail");
    await panel.waitFor();
    await settled(tab);
    assert.ok((await panel.boundingBox()).height > SMALL.height * 0.8);
    assert.deepEqual(await violations(tab), []);
    await close();
  });

for (const view of ["requests", "workarounds"])
  for (const [width, height] of [[1024, 768], [1920, 1008]])
    test(`at 200 % a row of ${view} is seen without scrolling in a window of ${width} × ${height}`, async () => {
      const { tab, complaints, close } = await open(stage, { view, width, height, kept: { "appearance.scale": 200 } });
      const row = tab.locator(".row.active");
      await row.waitFor();
      await settled(tab);
      const { y, height: high } = await row.boundingBox();
      assert.ok(y + high <= height, `its lower edge is at ${y + high} of ${height} px`);
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(complaints, []);
      await close();
    });

test("in a low window a list under high cards keeps rows to be scrolled to", async () => {
  const { tab, close } = await open(stage, { view: "workarounds", width: 1024, height: 560 });
  const grid = tab.getByRole("grid");
  await grid.locator(".row.active").waitFor();
  await settled(tab);
  assert.ok((await grid.boundingBox()).height >= 270);
  await close();
});

for (const view of ["requests", "workarounds", "changes"])
  test(`at 1024 the panel covers the list of ${view} and has the keys; its named button and Esc lead back to the row`, async () => {
    const { tab, complaints, close } = await open(stage, { view, width: 1024, height: 768 });
    const active = () => tab.locator(".row.active").getAttribute("data-row");
    const panel = tab.locator("aside.detail");
    const keysIn = (where) => becomes(() => tab.evaluate((where) => document.activeElement?.closest(where) != null, where), true);
    const back = async (row) => {
      await panel.waitFor({ state: "detached" });
      await becomes(active, row);
      await keysIn('[role="grid"]');
    };
    await tab.locator(".row.active").waitFor();
    await tab.getByRole("grid").focus();
    await tab.keyboard.press("j");
    const row = await active();
    await tab.keyboard.press("Enter");
    await panel.getByRole("heading", { level: 2 }).waitFor();
    await settled(tab);
    const area = (selector) => tab.evaluate((selector) => { const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect(); return [x, y, width, height].map(Math.round); }, selector);
    assert.deepEqual(await area("aside.detail"), await area(".split"));
    assert.equal(await tab.getByRole("grid").count(), 0, "what is covered is not there for keys and readers");
    await keysIn("aside.detail");
    assert.deepEqual(await violations(tab), []);
    await panel.getByRole("button", { name: "Back to the list" }).filter({ hasText: "Back to the list" }).click();
    await back(row);

    await tab.keyboard.press("Enter");
    await panel.getByRole("heading", { level: 2 }).waitFor();
    await tab.keyboard.press("j");
    await becomes(async () => (await active()) !== row, true, "letters go on through the list");
    await panel.getByRole("heading", { level: 2 }).waitFor();
    await keysIn("aside.detail");
    const next = await active();
    await tab.keyboard.press("Escape");
    await back(next);
    assert.deepEqual(complaints, []);
    await close();
  });

for (const [view, scale] of [["requests", 100], ["requests", 200], ["workarounds", 100]]) {
  test(`the row that has the keys is whole in the window, down and up again, in ${view} at ${scale} %`, async () => {
    const { tab, close } = await open(stage, { view, ...SMALL, kept: { "appearance.scale": scale } });
    const grid = tab.getByRole("grid");
    await grid.locator(".row.active").waitFor();
    await grid.focus();
    /** How far it reaches out of the list at either side, px. */
    const hidden = () =>
      grid.evaluate((list) => {
        const [around, row] = [list.getBoundingClientRect(), list.querySelector(".row.active").getBoundingClientRect()];
        const top = list.querySelector(".head").getBoundingClientRect().bottom;
        return Math.round(Math.max(0, row.bottom - around.bottom, top - row.top));
      });
    for (const key of ["j", "k"]) {
      for (let row = 1; row <= 20; row += 1) {
        const before = await grid.getAttribute("aria-activedescendant");
        await tab.keyboard.press(key);
        await becomes(async () => (await grid.getAttribute("aria-activedescendant")) !== before, true);
        await becomes(hidden, 0, `${row} times ${key}`);
      }
    }
    await close();
  });
}

test("a list that somebody opened stands over what was just said", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", ...SMALL });
  await tab.locator(".row.active").waitFor();
  await tab.keyboard.press("s");
  const list = tab.locator("[data-modal]");
  await list.getByRole("option").first().waitFor();
  // Said while it is open, as another desk's answer is.
  await list.getByRole("option", { name: "Triaged" }).or(list.getByRole("option", { name: "In progress" })).first().click();
  await tab.locator(".toast").waitFor();
  await tab.keyboard.press("s");
  await list.getByRole("option").nth(5).waitFor();
  const hidden = () =>
    tab.evaluate(() => {
      const toast = document.querySelector(".toast");
      const list = document.querySelector("[data-modal]");
      if (toast === null || list === null) return ["gone"];
      return [...list.querySelectorAll("[role=option]")]
        .filter((option) => {
          const { left, top, width, height } = option.getBoundingClientRect();
          return list.getBoundingClientRect().bottom > top + height / 2 && !list.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        })
        .map((option) => option.textContent);
    });
  // Laid where the list is: they need not meet in a window of this size.
  await tab.evaluate(() => {
    const list = document.querySelector("[data-modal]").getBoundingClientRect();
    const region = document.querySelector(".region");
    Object.assign(region.style, { bottom: `${innerHeight - list.bottom + 8}px`, left: `${list.left}px`, right: "auto" });
  });
  await becomes(hidden, []);
  assert.deepEqual(complaints, []);
  await close();
});

test("at 1024 the vendor and two candidates stand whole beside each other", async () => {
  const { tab, close } = await open(stage, { view: "vendor", width: 1024, kept: { "vendor.segment": "compare" } });
  const card = tab.locator("section.card", { has: tab.getByRole("columnheader", { name: /Tarn Chart/ }) });
  await card.waitFor();
  await settled(tab);
  await becomes(() => card.evaluate((around) => around.scrollWidth - around.clientWidth), 0);
  await close();
});

test("at 1024 names of two lines keep clear of the lines between the rows", async () => {
  const { tab, close } = await open(stage, { view: "owners", width: 1024 });
  await tab.locator("tr[data-area]").first().waitFor();
  const tight = await tab.locator("tr[data-area] .ownername").evaluateAll((all) =>
    all.filter((name) => {
      const [inner, cell] = [name.getBoundingClientRect(), name.closest("td").getBoundingClientRect()];
      return inner.top - cell.top < 3 || cell.bottom - inner.bottom < 3;
    }).length,
  );
  assert.equal(tight, 0);
  await close();
});

test("the palette ends in half a row, which says that there are more, and in no sliver of one", async () => {
  const { tab, close } = await open(stage, { width: 1024, height: 768 });
  await tab.keyboard.press("Control+k");
  const list = tab.getByRole("dialog").getByRole("listbox");
  await list.getByRole("option").nth(14).waitFor({ state: "attached" });
  const seen = await list.evaluate((around) => {
    const bottom = around.getBoundingClientRect().bottom;
    const cut = [...around.querySelectorAll('[role="option"]')].map((row) => row.getBoundingClientRect()).find((row) => row.top < bottom && row.bottom > bottom);
    return cut === undefined ? 0.5 : (bottom - cut.top) / cut.height;
  });
  assert.ok(seen > 0.3 && seen < 0.7, `${seen} of the last row`);
  await close();
});

test("what a list is ordered and grouped by does not look like a filter: a word before it, and at 1024 a sign in it", async () => {
  for (const [width, word] of [[1024, false], [1600, true]]) {
    const { tab, complaints, close } = await open(stage, { view: "requests", width, height: 800 });
    for (const [name, id] of [
      ["Sorted by: Longest open", "sort-by"],
      ["Grouped by: Whose turn", "group-by"],
    ]) {
      const chip = tab.getByRole("button", { name, exact: true });
      await chip.waitFor();
      assert.equal(await chip.getAttribute("id"), id);
      assert.equal(await chip.locator(".sign svg").isVisible(), !word, `${name} at ${width}`);
      assert.equal(await chip.locator(".opens svg").isVisible(), word, `${name} at ${width}`);
      await chip.locator(`[title="${name}"]`).waitFor();
    }
    assert.equal(await tab.locator("#filter-standing .sign").count(), 0, "a filter has none");
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("a list that a key opens stands whole in the window, also where its button was scrolled away", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", width: 1024, height: 768 });
  await tab.getByRole("grid").focus();
  await tab.keyboard.press("j");
  await tab.keyboard.press("Enter");
  const panel = tab.getByRole("complementary");
  await panel.getByRole("heading").first().waitFor();
  await settled(tab);
  for (const [key, name] of [
    ["s", "Change the state"],
    ["o", "Choose the owner"],
  ]) {
    await panel.getByText("Remove a text for good").scrollIntoViewIfNeeded();
    await tab.keyboard.press(key);
    const field = tab.getByRole("combobox", { name });
    await field.waitFor();
    await becomes(() => wholeInSight(field), true);
    await becomes(() => wholeInSight(tab.locator(".menu")), true);
    await tab.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
  }
  assert.deepEqual(complaints, []);
  await close();
});
