/** The settings say which parts they have, where somebody is, and lead there. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const focused = (tab) => tab.evaluate(() => document.activeElement?.id);
const heads = (tab) => tab.locator(".columns section h2").allTextContents();

for (const [language, words] of Object.entries({
  en: { list: "On this page", clinic: "Clinic", thresholds: "Thresholds", backups: "Backups" },
  es: { list: "En esta página", clinic: "Clínica", thresholds: "Umbrales", backups: "Copias de seguridad" },
})) {
  test(`beside a wide page its parts stand in a list that marks where somebody is, in ${language}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "settings", width: 1600, height: 1000, language });
    const list = tab.getByRole("navigation", { name: words.list });
    const current = () => list.locator("[aria-current=location]").allTextContents();
    await becomes(async () => (await list.getByRole("button").allTextContents()).sort(), (await heads(tab)).sort(), "each part, by its own name");
    await becomes(current, [words.clinic]);

    await list.getByRole("button", { name: words.thresholds }).focus();
    await tab.keyboard.press("Enter");
    await becomes(() => focused(tab), "thresholds-head");
    await becomes(current, [words.thresholds]);
    await becomes(() => list.evaluate((element) => { const { top, bottom } = element.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }), true, "it stays in the window");
    assert.deepEqual(await violations(tab), []);

    await tab.mouse.move(800, 600);
    await tab.mouse.wheel(0, -20_000);
    await becomes(current, [words.clinic], "somebody scrolled back");
    // Whoever works in the other column is there, although the first one is seen, too.
    await tab.getByRole("radio", { name: "Español" }).focus();
    await becomes(current, await tab.locator("#appearance-head").allTextContents());
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`a narrower page has them in one menu, which takes one line at 1024, in ${language}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "settings", width: 1024, height: 700, language });
    const place = tab.getByRole("navigation", { name: words.list });
    const menu = place.getByRole("button");
    await becomes(() => menu.textContent().then((text) => text.includes(words.clinic)), true);
    assert.ok((await place.boundingBox()).height <= 40);
    await menu.focus();
    await tab.keyboard.press("Enter");
    await becomes(async () => (await tab.getByRole("menuitem").allTextContents()).map((text) => text.trim()).sort(), (await heads(tab)).sort());
    await tab.getByRole("menuitem", { name: words.backups }).press("Enter");
    await becomes(() => focused(tab), "backups-head");
    await becomes(() => menu.textContent().then((text) => text.includes(words.backups)), true);
    await settled(tab);
    await becomes(() => tab.evaluate(() => document.querySelector("#backups-head").getBoundingClientRect().bottom <= innerHeight), true);
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("at 1024 neither column of the settings ends where the other has half of its way before it", async () => {
  const { tab, close } = await open(stage, { view: "settings", width: 1024, height: 768 });
  await tab.getByRole("region", { name: "Thresholds" }).getByRole("textbox").first().waitFor();
  await settled(tab);
  const ends = await tab.locator(".columns > .stack").evaluateAll((stacks) => {
    const ends = {};
    for (const { left, bottom } of stacks.map((stack) => stack.getBoundingClientRect())) ends[Math.round(left)] = Math.max(ends[Math.round(left)] ?? 0, bottom);
    return Object.values(ends);
  });
  assert.equal(ends.length, 2);
  assert.ok(Math.min(...ends) > Math.max(...ends) / 2, JSON.stringify(ends));
  await close();
});

test("in one column the parts stand in the order in which they are listed", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings", width: 1024, height: 768, kept: { "appearance.scale": 200 } });
  const places = () => tab.locator(".columns section h2").evaluateAll((all) => all.map((head) => [head.getBoundingClientRect().top, head.textContent]));
  await becomes(async () => (await places()).length > 10, true);
  const standing = (await places()).toSorted(([a], [b]) => a - b).map(([, name]) => name);
  await tab.getByRole("navigation", { name: "On this page" }).getByRole("button").press("Enter");
  await becomes(async () => (await tab.getByRole("menuitem").allTextContents()).map((text) => text.trim()), standing);
  assert.deepEqual(complaints, []);
  await close();
});

test("a desk without the clinic's own parts has the others in both columns", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings", width: 1024, height: 900 });
  await tab.route("**/api/app_state", async (route) => {
    const response = await route.fetch();
    const { ok } = await response.json();
    await route.fulfill({ response, json: { ok: { ...ok, role: "provider", may_not: ["settings", "import"] } } });
  });
  await tab.reload();
  const columns = () =>
    tab.locator(".columns > .stack").evaluateAll((all) => all.map((stack) => ({ left: Math.round(stack.getBoundingClientRect().left), cards: stack.querySelectorAll("section").length })));
  await becomes(async () => (await columns()).length, 2);
  const [first, second] = await columns();
  assert.ok(first.left < second.left && first.cards >= 3 && second.cards >= 3, JSON.stringify([first, second]));
  await tab.getByRole("navigation", { name: "On this page" }).getByRole("button").press("Enter");
  const listed = (await tab.getByRole("menuitem").allTextContents()).map((text) => text.trim());
  assert.deepEqual(await heads(tab), listed, "one column after the other");
  assert.deepEqual(complaints, []);
  await close();
});
