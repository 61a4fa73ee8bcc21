/** Small windows, large type, forced colours, reduced motion: nothing is cut off, and everything stays clean. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean } from "./clean_page.mjs";
import { sitDown } from "./forms.mjs";
import { open, start } from "./harness.mjs";
import { cutOff } from "./laid_out.mjs";
import { VIEWS } from "./scenes.mjs";

let stage;
before(async () => {
  stage = await start();
  await sitDown(stage);
});
after(() => stage?.stop());

for (const view of VIEWS) {
  test(`${view} has room at 1024, and at twice the size`, async () => {
    const roomy = async (tab) => assert.deepEqual(await cutOff(tab), []);
    await clean(stage, { view, width: 1024, height: 768 }, undefined, roomy);
    await clean(stage, { view, width: 1024, height: 768, kept: { "appearance.scale": 200 } }, undefined, roomy);
  });
}

test("small windows and large type stay clean", async () => {
  await clean(stage, { view: "requests", width: 860, height: 700 });
  await clean(stage, { view: "owners", width: 1024, height: 700, kept: { "appearance.scale": 150 } });
  await clean(stage, { view: "today", width: 1360, height: 900, kept: { "appearance.scale": 200 } });
});

test("forced colours: every view keeps its edges, and what is chosen is seen without our colours", async () => {
  for (const view of VIEWS)
    await clean(stage, { view }, async (tab) => {
      await tab.emulateMedia({ forcedColors: "active" });
      const current = tab.locator('nav [aria-current="page"]');
      if ((await current.count()) === 0) return;
      const edge = await current.first().evaluate((item) => {
        const { outlineStyle, borderTopStyle, backgroundColor } = getComputedStyle(item);
        const beside = getComputedStyle(item.parentElement.parentElement.querySelector(':not([aria-current="page"])') ?? document.body);
        return outlineStyle !== "none" || borderTopStyle !== "none" || backgroundColor !== beside.backgroundColor;
      });
      assert.ok(edge, `${view}: the current view looks like any other`);
    });
});

test("reduced motion: nothing moves", async () => {
  const { tab, close } = await open(stage, { view: "requests" });
  await tab.emulateMedia({ reducedMotion: "reduce" });
  await tab.keyboard.press("n");
  await tab.getByRole("dialog").waitFor();
  const moving = await tab.evaluate(() =>
    [...document.querySelectorAll("*")]
      .map((element) => [element, getComputedStyle(element)])
      .filter(([, style]) => [style.transitionDuration, style.animationDuration].some((all) => all.split(", ").some((one) => parseFloat(one) > 0.001)))
      .map(([element]) => `${element.tagName}.${element.className}`),
  );
  assert.deepEqual(moving, []);
  await close();
});
