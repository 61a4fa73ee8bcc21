/** A small window and a large scale: nothing is cut off, and what is worked with keeps its room. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

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

test("at 200 % a list has the whole window once the bars are scrolled away, and its detail too", async () => {
  const { tab, close } = await open(stage, { view: "requests", ...SMALL, kept: { "appearance.scale": 200 } });
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
