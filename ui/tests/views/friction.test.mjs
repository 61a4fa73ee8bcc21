import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

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
      assert.match(await card(tab, name).locator(".caption").innerText(), /\d|within the last week/, `${name} says its numbers`);
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
  // Only the body scrolls: the frame with the title and the chips stays where it is.
  await jumps.filter({ hasText: "Requests" }).click();
  const moved = await tab.evaluate(() =>
    [...document.querySelectorAll("*")].filter((element) => element.scrollTop > 0).map((element) => element.className),
  );
  assert.ok(moved.length === 1 && /\bbody\b/.test(moved[0]), JSON.stringify(moved));
  const [heading, body] = await tab.evaluate(() =>
    [document.activeElement, document.querySelector(".body")].map((element) => element.getBoundingClientRect().top),
  );
  assert.ok(heading >= body - 1 && heading < body + 80, `${heading} below ${body}`);
  await close();
});

test("a figure is read step by step with the keys, and t turns all into tables", async () => {
  const { tab, close } = await open(stage, { view: "friction" });
  const flow = card(tab, "Requests: came in, left, open");
  const plot = flow.getByRole("slider");
  await plot.focus();
  await tab.keyboard.press("Home");
  assert.match(await plot.getAttribute("aria-valuetext"), /^Month 1: Came in or reopened \d+, Left \d+, Open \d+/);
  await tab.keyboard.press("ArrowRight");
  assert.match(await plot.getAttribute("aria-valuetext"), /^Month 2: /);
  assert.match(await flow.locator(".read").innerText(), /^Month 2: /);
  await tab.keyboard.press("t");
  const table = flow.getByRole("table");
  await table.waitFor();
  assert.match(await table.locator("tbody tr").first().innerText(), /^19\s/, "the newest month first");
  await readAll(tab);
  for (const name of ["Requests: came in, left, open", "Silence: asks per active workaround", "Hours lost, system by system"]) {
    const months = (await card(tab, name).locator("tbody th").allInnerTexts()).map(Number);
    assert.deepEqual(months, months.toSorted((a, b) => b - a), `${name}: the newest month first`);
    assert.ok(months.length > 1, name);
  }
  assert.deepEqual(await violations(tab), []);
  await close();
});

test("a table's first column stands at the left, and no column of it is empty", async () => {
  const { tab, close } = await open(stage, { view: "friction", kept: { "friction.look": "table" }, width: 1600, height: 6000 });
  const tables = tab.locator("article.card table");
  await becomes(async () => (await tables.count()) >= 10, true);
  const wrong = () =>
    tables.evaluateAll((all) =>
      all.flatMap((table) => {
        const heads = [...table.querySelectorAll("thead th")];
        const rows = [...table.querySelectorAll("tbody tr")];
        const right = [...table.querySelectorAll("tr > th:first-child")].filter((head) => getComputedStyle(head).textAlign !== "left");
        const empty = heads.filter((_, at) => rows.length > 0 && rows.every((row) => row.children[at].textContent === ""));
        return [...right, ...empty].map((part) => `${table.caption.textContent}: ${part.textContent}`);
      }),
    );
  await becomes(async () => (await wrong()).join("; "), "");
  await close();
});

test("a long table says how much of it stands, shows the rest, and no column of it is cut", async () => {
  for (const width of [1024, 1600]) {
    const { tab, close } = await open(stage, { view: "friction", kept: { "friction.look": "table" }, width, height: 900 });
    const flow = card(tab, "Requests: came in, left, open");
    await readAll(tab);
    await flow.getByText("10 of 19 rows").waitFor();
    assert.equal(await flow.locator("tbody tr").count(), 10);
    await flow.getByRole("button", { name: "Show all rows: Requests: came in, left, open" }).click();
    await flow.getByText("19 of 19 rows").waitFor();
    assert.equal(await flow.locator("tbody tr").count(), 19);
    await readAll(tab);
    const cut = await tab.locator(".numbers").evaluateAll((tables) =>
      tables.filter((table) => table.scrollWidth > table.clientWidth + 1).map((table) => table.ariaLabel));
    assert.deepEqual(cut, [], `${width} px`);
    await close();
  }
});

test("at 1024 the mark around a month strikes no number of the chart through", async () => {
  const { tab, complaints, close } = await open(stage, { view: "friction", width: 1024, height: 900 });
  const chart = tab.locator(".card.chart").first();
  await chart.locator(".band.marked").waitFor();
  await chart.getByRole("slider").focus();
  const struck = () =>
    chart.evaluate((card) => {
      const mark = card.querySelector(".band").getBoundingClientRect();
      const inside = (at, { left, right }) => left + 1 < at && at < right - 1;
      return [...card.querySelectorAll(".drawing text:not([transform])")]
        .filter((text) => {
          const box = text.getBoundingClientRect();
          return box.bottom > mark.top + 1.5 && box.bottom < mark.bottom && (inside(mark.left, box) || inside(mark.right, box));
        })
        .map((text) => text.textContent);
    });
  for (let months = 0; months < 3; months += 1) {
    await becomes(struck, []);
    await tab.keyboard.press("ArrowLeft");
  }
  assert.deepEqual(complaints, []);
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
  await becomes(() => tab.getByRole("article", { name: "Staff burnout" }).count(), 0, "only the signal of the break");
  await tab.locator("#friction-break").press("Backspace");
  await settled(tab);
  await becomes(() => tab.getByRole("article", { name: "Staff burnout" }).count(), 1);
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
  // The computer is in the United States: a drawing has the decimal point of the screen around it.
  const areas = card(tab, "Horas perdidas por área");
  assert.match(await areas.locator(".caption").innerText(), /de las [\d,]+\.\d horas/);
  await close();
});

const NEW_CLINIC = {
  clinic: "Birch Lane Practice",
  time_zone: "America/Denver",
  ehr: "Marlet EHR",
  vendor: "Marlet",
  go_live: "2026-09-01",
};

test("an empty clinic shows no figure, offers nothing to save, and says what to do", async (t) => {
  const empty = await start({ sample: false });
  t.after(() => empty.stop());
  await empty.call("first_run", NEW_CLINIC);
  const { tab, complaints, close } = await open(empty, { view: "friction" });
  await tab.getByText("Nothing to draw until a workaround has a start date and an estimate.").waitFor();
  await becomes(() => tab.getByRole("article").count(), 0);
  await becomes(() => tab.getByRole("button", { name: /^(Save|Copy)/ }).count(), 0);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("what cannot be drawn is said once a section, with what would fill it, and comes back with the first", async (t) => {
  const small = await start({ sample: false });
  t.after(() => small.stop());
  await small.call("first_run", NEW_CLINIC);
  const { id: workaround } = await small.call("save", {
    kind: "workaround",
    set: { title: "Print twice", break: "drift", started: "2026-09-05" },
  });
  await small.call("save", {
    kind: "estimate",
    set: { workaround: { ref: workaround }, from: "2026-09-05", people: 2, uses_per_person_per_week: 5, minutes_per_use: 4, basis: "guessed" },
  });
  const { tab, complaints, close } = await open(small, { view: "friction" });
  await readAll(tab);
  const requests = tab.getByRole("region", { name: "Requests" });
  await requests.getByText("No request was written down here yet.").waitFor();
  await becomes(() => requests.getByText("No request was written down here yet.").count(), 1, "seven cards lack it once");
  await becomes(() => requests.getByRole("button", { name: /^(Save|Copy)/ }).count(), 0, "nothing undrawn is offered to be saved");
  assert.deepEqual(await violations(tab), []);
  await small.call("save", { kind: "request", set: { title: "One form, not two", kind: "workflow" } });
  await tab.reload();
  await settled(tab);
  await readAll(tab);
  await card(tab, "Requests: came in, left, open").locator(".drawing svg").first().waitFor();
  await becomes(() => requests.getByText("No request was written down here yet.").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});
