/**
 * What a view asks for may fail, or take long: then it says so in a sentence, offers to try again, and comes once it is there.
 * Each view is gone to by its key while its questions are refused or held back.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

/** By view: its key, what it asks for, and what stands there once that is answered. */
const VIEWS = {
  today: { key: 1, asks: ["today"], there: (main) => main.getByRole("heading", { name: "Needs you" }) },
  requests: { key: 2, asks: ["request_list"], there: (main) => main.locator("[data-row]").first() },
  workarounds: { key: 3, asks: ["workaround_list", "survival"], there: (main) => main.locator("[data-row]").first() },
  friction: { key: 4, asks: ["friction"], there: (main) => main.getByRole("slider", { name: "Hours lost by month" }) },
  owners: { key: 5, asks: ["owners"], there: (main) => main.locator("[data-area]").first() },
  changes: { key: 6, asks: ["change_list"], there: (main) => main.locator("[data-row]").first() },
  vendor: { key: 7, asks: ["vendor"], there: (main) => main.getByRole("button", { name: /packet/i }) },
  reports: { key: 8, asks: ["report"], there: (main) => main.getByRole("article") },
  settings: {
    key: 9,
    asks: ["thresholds", "backups", "entity", "settings", "diagnostics"],
    there: (main) => main.getByText("The sample clinic is made up and not backed up."),
  },
};
/** Where else something is read by itself: looks of a view, and what is opened in it. */
const LOOKS = {
  "requests, board": { ...VIEWS.requests, kept: { "requests.look": "board" }, there: (main) => main.locator("[data-column] [data-row]").first() },
  "requests, triage": { ...VIEWS.requests, kept: { "requests.look": "triage" }, there: (main) => main.locator("[data-row]").first() },
  "changes, needs": { key: 6, asks: ["question_list", "shadow_list"], kept: { "changes.segment": "needs" }, there: (main) => main.locator("[data-row]").first() },
};

/** From another view than the one that is to be looked at, with a theme that follows the system's. */
const elsewhere = (key, kept) => open(stage, { view: key === 1 ? "vendor" : "today", kept: { "appearance.theme": "system", ...kept } });
const nowhere = (tab) => tab.evaluate(() => document.activeElement === document.body);
const failedIn = (main) => main.getByRole("alert").filter({ hasText: /could not be read/ });

/** Refuses what is asked for until it is told otherwise. */
async function refuse(tab, asks) {
  const now = { refused: true };
  for (const command of asks) {
    await tab.route(`**/api/${command}`, (route) =>
      now.refused ? route.fulfill({ json: { error: { code: "file_drive_failed", message: "raw words of the program" } } }) : route.continue(),
    );
  }
  return now;
}

for (const [name, { key, asks, there, kept }] of Object.entries({ ...VIEWS, ...LOOKS })) {
  test(`${name}: what could not be read is said, and is there once it is tried again`, async () => {
    const { tab, complaints, close } = await elsewhere(key, kept);
    const now = await refuse(tab, asks);
    await tab.keyboard.press(`Control+${key}`);
    const main = tab.getByRole("main");
    await failedIn(main).first().waitFor();
    await settled(tab);
    assert.match(await failedIn(main).first().innerText(), /This could not be read\.\s+Could not read or write the clinic’s file: the drive did not answer\./);
    assert.equal(await main.getByText("raw words of the program").count(), 0);
    assert.equal(await main.locator('[aria-busy="true"]').count(), 0, "nothing is said to come");
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      await becomes(() => tab.evaluate(() => document.documentElement.dataset.theme), colorScheme);
      assert.deepEqual(await violations(tab), [], colorScheme);
    }

    const again = main.getByRole("button", { name: "Try again" });
    await again.first().press("Enter");
    await main.getByRole("status").filter({ hasText: "this time either" }).first().waitFor();
    assert.equal(await again.first().evaluate((button) => button === document.activeElement), true, "the keys stay on the button");

    now.refused = false;
    // One after the other: each stands where its own answer is to come.
    for (let left = await again.count(); left > 0; left -= 1) {
      await again.first().press("Enter");
      await becomes(async () => (await again.count()) < left, true, "one was read");
    }
    await there(main).waitFor();
    await becomes(() => failedIn(main).count(), 0);
    await becomes(() => nowhere(tab), false, "the keys came home");
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`${name}: what takes long is said to come, and nothing moves as it does`, async () => {
    const { tab, complaints, close } = await elsewhere(key, kept);
    let letGo = () => undefined;
    const held = new Promise((done) => (letGo = done));
    for (const command of asks) {
      await tab.route(`**/api/${command}`, async (route) => {
        await held;
        await route.continue();
      });
    }
    await tab.keyboard.press(`Control+${key}`);
    const main = tab.getByRole("main");
    await main.locator('[aria-busy="true"]').first().waitFor();
    await main.getByText("Reading…", { exact: true }).first().waitFor();
    assert.equal(await main.getByRole("alert").filter({ hasText: /\S/ }).count(), 0);
    assert.deepEqual(await violations(tab), []);
    /** How far down what stands there already stands. */
    const tops = () =>
      main.evaluate((element) =>
        [...element.querySelectorAll("h1, .tools, .chips, .segments, .list, [role=grid], [data-column] h2")].map((each) => Math.round(each.getBoundingClientRect().top)),
      );
    const before = await tops();
    letGo();
    await there(main).waitFor();
    await settled(tab);
    await becomes(() => main.getByText("Reading…", { exact: true }).count(), 0);
    assert.deepEqual((await tops()).slice(0, before.length), before);
    await becomes(() => main.locator('[aria-busy="true"]:not(article)').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a list that was there stays when it cannot be read anew, and says that it is from before", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests" });
  const main = tab.getByRole("main");
  const rows = await main.locator("[data-row]").count();
  const now = await refuse(tab, ["request_list"]);
  await tab.evaluate(() => {
    const other = new BroadcastChannel("keepalive");
    other.postMessage({ changed: ["request"] });
    other.close();
  });
  await main.getByRole("alert").filter({ hasText: "What you see was read before." }).waitFor();
  assert.equal(await main.locator("[data-row]").count(), rows);
  now.refused = false;
  await main.getByRole("button", { name: "Try again" }).press("Enter");
  await becomes(() => failedIn(main).count(), 0);
  await becomes(() => tab.evaluate(() => document.activeElement?.getAttribute("role")), "grid", "the keys came home to the list");
  assert.deepEqual(complaints, []);
  await close();
});

test("a request whose panel could not be read is tried again there", async () => {
  const [row] = (await stage.call("request_list", { limit: 1 })).rows;
  const { tab, complaints, close } = await elsewhere(2, { "place.items": { requests: row.id } });
  const now = await refuse(tab, ["request_detail"]);
  await tab.keyboard.press("Control+2");
  const panel = tab.getByRole("complementary");
  await failedIn(panel).waitFor();
  assert.deepEqual(await violations(tab), []);
  now.refused = false;
  await panel.getByRole("button", { name: "Try again" }).press("Enter");
  await panel.getByRole("heading", { level: 2, name: row.title }).waitFor();
  await becomes(() => nowhere(tab), false);
  assert.deepEqual(complaints, []);
  await close();
});

test("where people, areas and systems could not be read, every view says so instead of showing none", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  const now = await refuse(tab, ["catalogue"]);
  await tab.reload();
  const main = tab.getByRole("main");
  await failedIn(main).waitFor();
  now.refused = false;
  await main.getByRole("button", { name: "Try again" }).press("Enter");
  await becomes(() => failedIn(main).count(), 0);
  await becomes(() => nowhere(tab), false);
  assert.deepEqual(complaints, []);
  await close();
});

test("a panel that covers the list and could not be read has a way back to it", async () => {
  const [row] = (await stage.call("request_list", { limit: 1 })).rows;
  const { tab, close } = await elsewhere(2, { "place.items": { requests: row.id } });
  await tab.setViewportSize({ width: 1024, height: 768 });
  await refuse(tab, ["request_detail"]);
  await tab.keyboard.press("Control+2");
  const panel = tab.getByRole("complementary");
  await failedIn(panel).waitFor();
  assert.deepEqual(await violations(tab), []);
  await panel.getByRole("button", { name: /Back to the list/ }).click();
  await becomes(() => panel.count(), 0);
  await close();
});
