import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { FORMS, nameOfForm, sitDown } from "./forms.mjs";
import { open, settled, start } from "./harness.mjs";
import { cutOff } from "./laid_out.mjs";
import { SCENES, THEMES, VIEWS } from "./scenes.mjs";

let stage;
before(async () => {
  stage = await start();
  await sitDown(stage);
});
after(() => stage?.stop());

/** Opens it, makes sure that axe and the page itself have nothing to say, and closes it. */
async function clean(options, act = async () => undefined, look = async () => undefined) {
  const { tab, complaints, close } = await open(stage, options);
  await act(tab, stage);
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await look(tab);
  await close();
}

for (const { name, options, act } of SCENES)
  for (const theme of THEMES) test(`${name}, ${theme}`, () => clean({ ...options, theme }, act));

FORMS.forEach(([, options, act], at) => {
  const form = async (tab) => {
    await act(tab, stage);
    await tab.getByRole("dialog").filter({ has: tab.locator("form") }).waitFor();
  };
  for (const theme of THEMES) test(`the form ${nameOfForm(at)}, ${theme}`, () => clean({ ...options, theme }, form));
});

for (const view of VIEWS) {
  test(`${view} has room at 1024, and at twice the size`, async () => {
    const roomy = async (tab) => assert.deepEqual(await cutOff(tab), []);
    await clean({ view, width: 1024, height: 768 }, undefined, roomy);
    await clean({ view, width: 1024, height: 768, kept: { "appearance.scale": 200 } }, undefined, roomy);
  });
}

test("small windows and large type stay clean", async () => {
  await clean({ view: "requests", width: 860, height: 700 });
  await clean({ view: "owners", width: 1024, height: 700, kept: { "appearance.scale": 150 } });
  await clean({ view: "today", width: 1360, height: 900, kept: { "appearance.scale": 200 } });
});

test("forced colours: every view keeps its edges, and what is chosen is seen without our colours", async () => {
  for (const view of VIEWS)
    await clean({ view }, async (tab) => {
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
