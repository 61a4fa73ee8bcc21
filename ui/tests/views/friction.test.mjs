import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

/** Scrolls through the whole view, so that every figure has been asked for. */
async function readAll(tab) {
  const body = tab.locator(".body");
  const height = await body.evaluate((element) => element.scrollHeight);
  for (let top = 0; top <= height + 2_000; top += 500) {
    // What comes into sight is noticed with the next frame.
    await body.evaluate((element, to) => {
      element.scrollTop = to;
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))));
    }, top);
    await settled(tab);
  }
}
const card = (tab, name) => tab.getByRole("article", { name });

const SECTIONS = ["Hours", "Signals", "Requests", "Workarounds", "People", "Systems"];
const FIGURES = [
  "Requests: came in, left, open",
  "Age of open requests",
  "First response: promised and measured",
  "Workaround offered: promised and measured",
  "Fix delivered: promised and measured",
  "Fix verified: promised and measured",
  "Whose turn it was while requests were open",
  "Survival of workarounds",
  "Hours lost by area",
  "Silence: asks per active workaround",
  "Weeks since the last entry, by role",
  "EHR hours outside scheduled time, by role",
  "Hours lost, system by system",
];

for (const theme of ["light", "dark"]) {
  test(`every figure is drawn with its sentence, and nothing is left to axe, ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "friction", theme });
    await readAll(tab);
    for (const name of FIGURES) {
      await card(tab, name).locator(".drawing svg").first().waitFor();
      assert.match(await card(tab, name).locator(".caption").innerText(), /\d/, `${name} says its numbers`);
    }
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("what is off screen is not asked for", async () => {
  const { tab, close } = await open(stage, { view: "friction", height: 600 });
  const asked = [];
  tab.on("request", (request) => {
    if (request.url().endsWith("/api/figure")) asked.push(JSON.parse(request.postData()).figure);
  });
  await tab.reload();
  await tab.locator(".chart svg").first().waitFor();
  await settled(tab);
  assert.equal(asked.includes("systems"), false, `asked at once: ${asked.join(", ")}`);
  await readAll(tab);
  assert.equal(new Set(asked).size, FIGURES.length);
  await close();
});

test("the jump list takes the keyboard along", async () => {
  const { tab, close } = await open(stage, { view: "friction" });
  const jumps = tab.getByRole("navigation", { name: "Sections of this view" }).getByRole("button");
  assert.deepEqual(await jumps.allInnerTexts(), SECTIONS);
  await jumps.filter({ hasText: "People" }).press("Enter");
  await settled(tab);
  assert.equal(await tab.evaluate(() => document.activeElement?.textContent), "People");
  await card(tab, "Silence: asks per active workaround").locator(".drawing svg").first().waitFor();
  await close();
});

test("a figure is read step by step with the keys, and t turns all into tables", async () => {
  const { tab, close } = await open(stage, { view: "friction" });
  const flow = card(tab, "Requests: came in, left, open");
  const plot = flow.getByRole("slider");
  await plot.focus();
  await tab.keyboard.press("Home");
  assert.match(await plot.getAttribute("aria-valuetext"), /^Month 1: Came in \d+, Left \d+, Open \d+/);
  await tab.keyboard.press("ArrowRight");
  assert.match(await plot.getAttribute("aria-valuetext"), /^Month 2: /);
  assert.match(await flow.locator(".read").innerText(), /^Month 2: /);
  await tab.keyboard.press("t");
  const table = flow.getByRole("table");
  await table.waitFor();
  assert.match(await table.locator("tbody tr").first().innerText(), /^1\s/);
  await readAll(tab);
  assert.deepEqual(await violations(tab), []);
  await close();
});

test("a filter stays over a restart, and a figure that it cannot narrow says so", async () => {
  const { tab, close } = await open(stage, { view: "friction" });
  await tab.getByRole("button", { name: "All breaks" }).click();
  await tab.keyboard.type("drift");
  await tab.keyboard.press("Enter");
  await settled(tab);
  await tab.reload();
  await readAll(tab);
  await card(tab, "Survival of workarounds").getByRole("heading", { name: "Survival of workarounds (Workflow drift)" }).waitFor();
  const flow = card(tab, "Requests: came in, left, open");
  assert.match(await flow.innerText(), /The whole clinic: this figure cannot be narrowed by break\./);
  assert.equal(await tab.getByRole("article", { name: "Staff burnout" }).count(), 0, "only the signal of the break");
  await tab.locator("#friction-break").press("Backspace");
  await settled(tab);
  assert.equal(await tab.getByRole("article", { name: "Staff burnout" }).count(), 1);
  await close();
});

test("a figure is saved in three forms", async () => {
  const { tab, close } = await open(stage, { view: "friction" });
  const flow = card(tab, "Requests: came in, left, open");
  await flow.locator(".drawing svg").first().waitFor();
  for (const [label, ending] of [["SVG", "svg"], ["PNG", "png"], ["CSV", "csv"]]) {
    await flow.getByRole("button", { name: "Save: Requests: came in, left, open" }).click();
    const [file] = await Promise.all([
      tab.waitForEvent("download"),
      tab.getByRole("menuitem", { name: label }).click(),
    ]);
    assert.equal(file.suggestedFilename(), `flow-2026-12-03.${ending}`);
  }
  await close();
});

test("in Spanish the drawings speak Spanish, too", async () => {
  const { tab, close } = await open(stage, { view: "friction", language: "es" });
  await readAll(tab);
  const flow = card(tab, "Solicitudes: entraron, salieron, abiertas");
  assert.match(await flow.locator(".caption").innerText(), /^Del mes 1 al /);
  assert.match(await flow.locator(".drawing svg").first().innerHTML(), /abiertas \d/);
  await close();
});

test("an empty clinic shows no figure and says what to do", async () => {
  const empty = await start({ sample: false });
  const { tab, close } = await open(empty, { view: "friction" });
  assert.equal(await tab.getByRole("article").count(), 0);
  await close();
  await empty.stop();
});
