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
/** What the page may take for it; before, laying the text out took it seconds. */
const MOST_MS = 200;

async function pasteAFile(tab, field) {
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.evaluate((length) => navigator.clipboard.writeText("x".repeat(length)), PASTED_CHARACTERS);
  // From the paste's arrival at the page until the page is at rest again.
  await tab.evaluate(() => {
    window.addEventListener(
      "paste",
      () => {
        const from = performance.now();
        requestAnimationFrame(() => setTimeout(() => (window.pasteTook = performance.now() - from)));
      },
      { capture: true, once: true },
    );
  });
  await field.press("Control+v");
  return tab.waitForFunction(() => window.pasteTook).then((took) => took.jsonValue());
}

for (const [what, page, go] of [
  ["a form's line", "index.html", (tab) => tab.locator("#request-title, dialog input[type=text]").first()],
  ["a form's notes", "index.html", (tab) => tab.locator("dialog textarea, [role=dialog] textarea").first()],
  ["quick capture", "capture.html", (tab) => tab.getByRole("textbox").first()],
]) {
  test(`${what}: a paste of 10 MB is refused at once, and what stood there stays`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "requests", page });
    if (page === "index.html") await tab.keyboard.press("n");
    const field = go(tab);
    await field.fill("Refill queue");
    const took = await pasteAFile(tab, field);
    await tab.getByRole("alert").getByText("Not pasted: it has 10,000,000 characters").waitFor();
    await becomes(() => field.inputValue(), "Refill queue");
    assert.ok(took < MOST_MS, `the page took ${took} ms`);
    assert.deepEqual(await violations(tab), []);
    await field.pressSequentially(" splits");
    await tab.getByText("Not pasted").waitFor({ state: "detached" });
    assert.deepEqual(complaints, []);
    await close();
  });
}
