import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start({ sample: false });
});
after(() => stage?.stop());

for (const theme of ["light", "dark"]) {
  test(`the first run has nothing to object to, ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { theme });
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a record that takes its time says so instead of standing blank, and gives way when it is there", async () => {
  const { tab, close } = await open(stage);
  let release = () => undefined;
  const held = new Promise((done) => (release = done));
  await tab.route("**/api/app_state", async (route) => {
    await held;
    await route.continue();
  });
  await tab.reload();
  const said = tab.getByRole("heading", { name: "Opening the record…", level: 1 });
  await said.waitFor();
  await tab.getByText("The sample clinic is written when it is first opened.").waitFor();
  assert.deepEqual(await violations(tab), []);
  release();
  await tab.getByLabel("Clinic").waitFor();
  await becomes(() => said.count(), 0);
  await close();
});

test("no form is shown that is taken away when it turns out that the clinic comes from another desk", async () => {
  const { tab, close } = await open(stage);
  let release = () => undefined;
  const held = new Promise((done) => (release = done));
  await tab.route("**/api/sharing", async (route) => {
    await held;
    await route.continue();
  });
  await tab.reload();
  await tab.getByRole("button", { name: "Explore the sample clinic" }).waitFor();
  assert.equal(await tab.getByLabel("Clinic").count(), 0);
  release();
  await tab.getByLabel("Clinic").waitFor();
  await close();
});

test("a first run that was begun stands as it was after a look at the sample clinic", async () => {
  const { tab, complaints, close } = await open(stage);
  await tab.getByLabel("Clinic").fill("Larkmoor Family Health");
  await tab.getByLabel("Go-live date").fill("09/15/20");
  await tab.getByRole("button", { name: "Explore the sample clinic" }).click();
  await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  await tab.keyboard.press("Control+,");
  await tab.getByRole("button", { name: "Leave the sample" }).click();
  await tab.getByText("What you typed before is here again.").waitFor();
  await becomes(() => tab.getByLabel("Clinic").inputValue(), "Larkmoor Family Health");
  await becomes(() => tab.getByLabel("Go-live date").inputValue(), "09/15/20");
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Start over" }).click();
  await becomes(() => tab.getByLabel("Clinic").inputValue(), "");
  assert.deepEqual(complaints, []);
  await close();
});

test("a refused date says what is wrong beside its field, and four answers open the clinic", async () => {
  const { tab, close } = await open(stage);
  await tab.getByLabel("Clinic").fill("Larkmoor Family Health");
  await tab.getByLabel("EHR", { exact: true }).fill("Marlet EHR");
  await tab.getByLabel("Vendor").fill("Marlet");
  const date = tab.getByLabel("Go-live date");
  await date.fill("09/15/20");
  await tab.keyboard.press("Enter");
  await tab.getByText("The year is not finished.").waitFor();
  assert.equal(await date.getAttribute("aria-invalid"), "true");
  await date.fill("09/15/2025");
  await tab.keyboard.press("Enter");
  await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  const state = await stage.call("app_state");
  assert.equal(state.clinic.name, "Larkmoor Family Health");
  assert.equal(state.systems[0].go_live, "2025-09-15");
  const { areas } = await stage.call("owners");
  assert.equal(areas.length, 12, "the usual areas, as the headless command makes them");
  assert.deepEqual(areas.filter((area) => area.owner !== null), []);
  await close();
});

test("an empty clinic: every view says what fills it, and axe agrees", async () => {
  for (const view of ["today", "requests", "workarounds", "friction", "owners", "settings"]) {
    const { tab, close } = await open(stage, { view });
    await settled(tab);
    assert.deepEqual(await violations(tab), [], view);
    await close();
  }
  const { tab, close } = await open(stage, { view: "requests" });
  await tab.getByText("Nothing asked yet.").waitFor();
  await tab.keyboard.press("n");
  await tab.getByRole("dialog").waitFor();
  await close();
});

test("an empty clinic: each view has one primary act where it says what to do", async () => {
  for (const view of ["today", "requests", "workarounds", "friction", "changes"]) {
    const { tab, complaints, close } = await open(stage, { view });
    await becomes(() => tab.locator("main .body .btn.primary").count(), 1, view);
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("an empty list has the keys, and no frame stands around it", async () => {
  for (const view of ["requests", "workarounds", "changes", "review"]) {
    const { tab, complaints, close } = await open(stage, { view });
    const grid = tab.locator("main [role=grid]").first();
    await tab.locator("main .table > .empty p").first().waitFor();
    await becomes(() => grid.evaluate((list) => list === document.activeElement), true, view);
    assert.equal(await tab.locator("main .table").first().evaluate((table) => getComputedStyle(table, "::after").content), "none", view);
    // Whoever works by keys still sees where they are.
    const [line, focus] = await grid.evaluate((list) => {
      const probe = list.appendChild(document.createElement("i"));
      probe.style.color = "var(--focus)";
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return [getComputedStyle(list.firstElementChild).borderBottomColor, colour];
    });
    assert.equal(line, focus, view);
    assert.deepEqual(complaints, []);
    await close();
  }
});
