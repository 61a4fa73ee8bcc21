import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, start } from "./harness.mjs";

const LONG = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlungsstelle";

let stage;
before(async () => {
  stage = await start();
  const { systems } = await stage.call("catalogue");
  for (const { id, name } of systems) {
    await stage.call("save", { id, kind: "system", set: { name: `${name} Enterprise Ambulatory Edition with Practice Management` } });
  }
  const { better } = await stage.call("today");
  for (const { id, kind, title } of better) await stage.call("save", { id, kind, set: { title: `${title} ${LONG}` } });
  const { promises } = await stage.call("vendor", {});
  const late = promises.filter((line) => line.outcome === "late" && line.came_on === null).slice(0, 6);
  const requests = new Map(late.map(({ request }) => [request.id, request.title]));
  for (const [id, title] of requests) await stage.call("save", { id, kind: "request", set: { title: `${title} ${LONG}` } });
});
after(() => stage?.stop());

/** What stands beyond the right edge of the window and is no drawing: its place and its first words. */
const beyond = (tab) =>
  tab.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    const far = [...document.querySelectorAll("main *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > edge && element.closest("svg, .unseen") === null;
    });
    return far.map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
  });

for (const [view, language] of [
  ["today", "en"],
  ["vendor", "en"],
  ["vendor", "es"],
  ["friction", "es"],
]) {
  test(`long names stay in the window: ${view}, ${language}, 1024 wide`, async () => {
    const kept = { "appearance.language": language };
    const { tab, complaints, close } = await open(stage, { view, width: 1024, height: 1500, language, kept });
    await tab.locator("main .card").first().waitFor();
    await tab.waitForLoadState("networkidle");
    assert.deepEqual(await beyond(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}
