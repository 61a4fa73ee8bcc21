/** Items are told apart by their titles: where a list has little room, titles keep theirs. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const first = async (view) =>
  view === "requests"
    ? (await stage.call("request_list", { filter: { standing: "open" }, limit: 1 })).rows[0].id
    : (await stage.call("workaround_list", { filter: { standing: "open" }, limit: 1 })).rows[0].id;
const heads = (tab) => tab.getByRole("grid").getByRole("columnheader").allTextContents();
/** px at 100 % that the first title has. */
const titleRoom = (tab) => tab.locator("[data-row] .cell").first().evaluate((cell) => cell.getBoundingClientRect().width);

for (const view of ["requests", "workarounds"]) {
  test(`beside an open panel the owner gives way to the title at 1280, and stands at 1600: ${view}`, async () => {
    const kept = { "place.items": { [view]: await first(view) } };
    const narrower = await open(stage, { view, kept, width: 1280, height: 800 });
    await narrower.tab.locator("[data-row]").first().waitFor();
    await becomes(async () => (await heads(narrower.tab)).includes("Owner"), false);
    await becomes(async () => (await titleRoom(narrower.tab)) >= 280, true);
    // Its key is the panel's then, wherever the keys stand.
    await narrower.tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
    await narrower.tab.getByRole("grid").focus();
    await narrower.tab.keyboard.press("o");
    await narrower.tab.getByRole("combobox", { name: "Choose the owner" }).waitFor();
    await narrower.tab.keyboard.press("Escape");
    assert.deepEqual(await violations(narrower.tab), []);
    await narrower.close();

    const wider = await open(stage, { view, kept, width: 1600, height: 1000 });
    await wider.tab.locator("[data-row]").first().waitFor();
    await becomes(async () => (await heads(wider.tab)).includes("Owner"), true);
    await becomes(async () => (await titleRoom(wider.tab)) >= 280, true);
    assert.deepEqual([...narrower.complaints, ...wider.complaints], []);
    await wider.close();
  });

  for (const language of ["en", "es"]) {
    test(`at 200 % a title has two lines at most, and nothing in a row runs over the next: ${view}, in ${language}`, async () => {
      const title = "Kept apart from its neighbours by a title that goes on well beyond the two lines which a row of this list has for it";
      const id = await first(view);
      await stage.call("save", { id, kind: view === "requests" ? "request" : "workaround", set: { title } });
      const { tab, complaints, close } = await open(stage, { view, width: 1024, height: 768, language, kept: { "appearance.scale": 200, [`${view}.filter`]: { standing: "open", text: "Kept apart" } } });
      const row = tab.locator(`[data-row="${id}"]`);
      await row.waitFor();
      const lines = () => row.locator(".t").evaluate((text) => Math.round(text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight)));
      await becomes(lines, 2);
      const over = () =>
        tab.locator("[data-row]").evaluateAll((rows) =>
          rows.flatMap((row) => [...row.querySelectorAll(".cell > *")].filter((part) => part.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom + 1).map((part) => part.textContent.trim())),
        );
      await becomes(over, []);
      await becomes(async () => (await titleRoom(tab)) >= 300, true, "150 px of the design");
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}

test("at 200 % the longest card of the settings stands under what is set more often", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings", width: 1024, height: 768, kept: { "appearance.scale": 200 } });
  await tab.getByRole("heading", { level: 2, name: "Thresholds" }).waitFor();
  const order = await tab.locator("main h2").allTextContents();
  assert.ok(order.indexOf("Thresholds") > order.indexOf("Appearance"), order.join(", "));
  assert.ok(order.indexOf("Thresholds") > order.indexOf("Backups"), order.join(", "));
  assert.deepEqual(complaints, []);
  await close();
});
