/** The views of the sidebar have the keys Mod+1 to Mod+9, from the top down, and every list of keys says so. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes, open, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

test("each digit goes to the view that stands there in the sidebar, the settings by the ninth", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  const ways = tab.getByRole("navigation").locator(".nav button");
  const names = await ways.locator(".name").allTextContents();
  assert.equal(names.length, 9);
  for (const [at, name] of [...names.entries()].reverse()) {
    await tab.keyboard.press(`Control+${at + 1}`);
    await tab.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    await becomes(() => ways.nth(at).getAttribute("aria-current"), "page");
  }
  assert.equal(await ways.nth(8).getAttribute("aria-keyshortcuts"), "Control+, Control+9");
  assert.deepEqual(complaints, []);
  await close();
});

test("the sheet of keys and the palette name both keys of the settings", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("?");
  const views = tab.getByRole("dialog").locator("section", { has: tab.getByRole("heading", { name: "Views", exact: true }) });
  await becomes(() => views.locator("dt").count(), 9);
  assert.deepEqual(await views.locator("dd").last().locator("kbd").allTextContents(), ["Ctrl ,", "Ctrl 9"]);
  await tab.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await tab.keyboard.press("Control+k");
  await tab.keyboard.type("Settings");
  const settings = tab.getByRole("dialog").getByRole("option", { name: /^Settings/ }).first();
  await becomes(() => settings.locator("kbd").allTextContents(), ["Ctrl ,", "Ctrl 9"]);
  await tab.keyboard.press("Enter");
  await tab.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});
