/** A pasted file: what does not fit is left out at once, in words, and the page never stops. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const PASTED_CHARACTERS = 10_000_000;

async function pasteAFile(tab, field) {
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.evaluate((length) => navigator.clipboard.writeText("x".repeat(length)), PASTED_CHARACTERS);
  // Kept from the field altogether: laying such a text out stopped the page for seconds.
  await tab.evaluate(() => {
    const look = (event) => setTimeout(() => (window.paste = { keptOut: event.defaultPrevented }));
    window.addEventListener("paste", look, { capture: true, once: true });
  });
  await field.press("Control+v");
  return tab.waitForFunction(() => window.paste).then((paste) => paste.jsonValue());
}

for (const [what, page, go] of [
  ["a form's line", "index.html", (tab) => tab.locator("#request-title, dialog input[type=text]").first()],
  ["a form's notes", "index.html", (tab) => tab.locator("dialog textarea, [role=dialog] textarea").first()],
  ["quick capture", "capture.html", (tab) => tab.getByRole("combobox").first()],
]) {
  test(`${what}: a paste of 10 MB is refused at once, and what stood there stays`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "requests", page });
    if (page === "index.html") await tab.keyboard.press("n");
    const field = go(tab);
    await field.fill("Refill queue");
    assert.deepEqual(await pasteAFile(tab, field), { keptOut: true });
    await tab.getByRole("alert").getByText("Not pasted: it has 10,000,000 characters").waitFor();
    await becomes(() => field.inputValue(), "Refill queue");
    assert.deepEqual(await violations(tab), []);
    await field.pressSequentially(" splits");
    await tab.getByText("Not pasted").waitFor({ state: "detached" });
    assert.deepEqual(complaints, []);
    await close();
  });
}
