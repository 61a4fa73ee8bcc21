import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const VIEWS = ["today", "requests", "workarounds", "friction", "owners", "changes", "reports", "settings", "import"];
const THEMES = ["light", "dark"];

/** Opens it, makes sure that axe and the page itself have nothing to say, and closes it. */
async function clean(options, act = async () => undefined) {
  const { tab, complaints, close } = await open(stage, options);
  await act(tab);
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
}

for (const theme of THEMES) {
  for (const view of VIEWS) {
    test(`${view}, ${theme}`, () => clean({ view, theme }));
  }
  test(`requests with the panel, ${theme}`, () =>
    clean({ view: "requests", theme }, (tab) => tab.locator('[role="row"][data-row]').first().click()));
  test(`workarounds with the panel, ${theme}`, () =>
    clean({ view: "workarounds", theme }, (tab) => tab.locator('[role="row"][data-row]').first().click()));
  test(`friction as a table, ${theme}`, () => clean({ view: "friction", theme, kept: { "friction.look": "table" } }));
  test(`search, ${theme}`, () =>
    clean({ theme }, async (tab) => {
      await tab.keyboard.press("Control+k");
      await tab.keyboard.type("refill");
    }));
  test(`the sheet of keys, ${theme}`, () => clean({ theme }, (tab) => tab.keyboard.press("?")));
  test(`a form, ${theme}`, () => clean({ view: "requests", theme }, (tab) => tab.keyboard.press("n")));
  test(`quick capture, ${theme}`, () => clean({ theme, page: "capture.html", width: 560, height: 184 }));
  test(`quick capture while typing, ${theme}`, () =>
    clean({ theme, page: "capture.html", width: 560, height: 184 }, (tab) => tab.keyboard.type("copy vitals 5m #rooming")));
  test(`quick capture with patient data, ${theme}`, () =>
    clean({ theme, page: "capture.html", width: 560, height: 184 }, (tab) =>
      tab.keyboard.type("refill sent twice for SSN 000-00-0000"),
    ));
}

test("small windows and large type stay clean", async () => {
  await clean({ view: "requests", width: 860, height: 700 });
  await clean({ view: "owners", width: 1024, height: 700, kept: { "appearance.scale": 150 } });
  await clean({ view: "today", width: 1360, height: 900, kept: { "appearance.scale": 200 } });
});
