import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const sheetOf = (tab) => tab.getByRole("article");

test("the keys lead to the last whole month, as the program tells it", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+8");
  await tab.getByRole("heading", { name: "Reports", level: 1 }).waitFor();
  const { document: said, month } = await stage.call("report");
  const sheet = sheetOf(tab);
  await sheet.getByRole("heading", { name: said.title, level: 2 }).waitFor();
  assert.match(said.title, new RegExp(` ${month}$`));
  const hours = said.blocks.find((block) => block.kind === "figures").figures[0];
  assert.match(await sheet.locator("dl").innerText(), new RegExp(hours.value.replace(".", "\\.")));
  const tables = said.blocks.filter((block) => block.kind === "table");
  await becomes(() => sheet.getByRole("table").count(), tables.length);
  await becomes(() => sheet.getByRole("row").count(), tables.reduce((sum, table) => sum + 1 + table.rows.length, 0));
  const swatches = tables.reduce((sum, table) => sum + (table.swatches?.svgs.length ?? 0), 0);
  assert.ok(swatches > 4, "the four breaks, and those of the workarounds");
  await becomes(() => sheet.locator("svg").count(), 1 + swatches);
  for (const title of ["What got better", "Read this with care", "Where most of it goes"]) {
    await sheet.getByRole("heading", { name: new RegExp(`^${title}`) }).waitFor();
  }
  assert.deepEqual(complaints, []);
  await close();
});

test("another month, another report, another language: the sheet says it", async () => {
  const { tab, close } = await open(stage, { view: "reports" });
  await tab.locator("#report-month").click();
  await tab.getByRole("option", { name: /^Month 3, / }).click();
  await sheetOf(tab).getByRole("heading", { name: "Monthly review: month 3" }).waitFor();
  await tab.getByRole("radio", { name: "Vendor packet" }).click();
  await sheetOf(tab).getByRole("heading", { name: "For Marlet" }).waitFor();
  await becomes(() => tab.locator("#report-month").count(), 0, "a packet speaks of no month");
  await tab.getByRole("radio", { name: "Español" }).click();
  await sheetOf(tab).getByRole("heading", { name: "Para Marlet" }).waitFor();
  assert.equal(await sheetOf(tab).getAttribute("lang"), "es");
  await close();
});

test("at 200 % the chart is shown whole and no table runs over the sheet's margin", async () => {
  for (const report of ["monthly", "vendor"]) {
    const kept = { "appearance.scale": 200, "reports.report": report };
    const { tab, complaints, close } = await open(stage, { view: "reports", width: 1024, height: 768, kept });
    await sheetOf(tab).getByRole("table").first().waitFor();
    const over = () =>
      sheetOf(tab).evaluate((sheet) => {
        const edge = sheet.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(sheet).paddingRight);
        const shown = [...sheet.querySelectorAll("figure svg, .scroll, .terms, p, li, h3")];
        return shown.filter((part) => part.getBoundingClientRect().right > edge + 1).map((part) => part.outerHTML.slice(0, 80));
      });
    await becomes(async () => (await over()).join("; "), "", report);
    if (report === "monthly") {
      const words = () =>
        sheetOf(tab).locator("figure").evaluate((figure) => {
          const shown = [...figure.querySelectorAll("svg")].filter((drawing) => drawing.checkVisibility());
          const scale = shown[0].getBoundingClientRect().width / shown[0].viewBox.baseVal.width;
          return { drawings: shown.length, grown: scale >= 1.8 };
        });
      await becomes(words, { drawings: 1, grown: true }, "its words grow with those of the page");
      const cut = await sheetOf(tab).locator("figure").evaluate((figure) => {
        const drawn = [...figure.querySelectorAll("svg")].find((one) => one.checkVisibility());
        const drawing = drawn.getBoundingClientRect();
        let around = drawn.parentElement;
        for (; around !== figure.parentElement; around = around.parentElement)
          if (around.getBoundingClientRect().right < drawing.right - 1) return around.className;
        return "";
      });
      assert.equal(cut, "", "nothing around the chart is narrower than the chart");
    }
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("at 1024 a number in a table of the report stands clear of what begins beside it", async () => {
  const { tab, complaints, close } = await open(stage, { view: "reports", width: 1024 });
  await sheetOf(tab).locator("td.num").first().waitFor();
  /** px from the end of each number to the words beside it. */
  const clear = await sheetOf(tab).locator(":is(td, th).num:not(:last-child)").evaluateAll((cells) => {
    const range = document.createRange();
    const words = (cell) => {
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    };
    return cells.map((cell) => words(cell.nextElementSibling).left - words(cell).right);
  });
  assert.ok(clear.length > 5, `${clear.length} numbers`);
  assert.ok(Math.min(...clear) >= 24, `${Math.min(...clear)} px`);
  assert.deepEqual(complaints, []);
  await close();
});

test("a break's swatch and its word stand in one line, and values of words begin alike", async (t) => {
  const { tab, close } = await open(stage, { view: "reports", width: 1024 });
  const apart = () =>
    sheetOf(tab).locator("td:has(.swatch)").evaluateAll((cells) =>
      cells.filter((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell.querySelector(".swatch").nextElementSibling);
        const [swatch, word] = [cell.querySelector(".swatch").getBoundingClientRect(), range.getClientRects()[0]];
        return swatch.top > word.bottom || swatch.bottom < word.top || word.left < swatch.right;
      }).length,
    );
  await sheetOf(tab).locator("td .swatch svg").first().waitFor();
  assert.equal(await apart(), 0);
  // What is printed is the paper's own drawing.
  await tab.emulateMedia({ media: "print" });
  assert.equal(await sheetOf(tab).locator("figure svg").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 1);
  await close();

  const empty = await startClinic();
  t.after(() => empty.stop());
  const { tab: bare, close: closeBare } = await open(empty, { view: "reports" });
  const values = bare.locator(".figures dd b");
  await values.first().waitFor();
  const upper = () => values.evaluateAll((all) => all.every((value) => getComputedStyle(value, "::first-letter").textTransform === "uppercase"));
  assert.ok(await upper());
  await closeBare();
});

test("the system told is named, and of which day its figures are", async () => {
  const { tab, close } = await open(stage, { view: "reports" });
  const { systems } = await stage.call("catalogue");
  const live = systems.find((one) => one.id === undefined || one.name === "Marlet EHR");
  await becomes(async () => (await tab.locator("#report-system").innerText()).includes(live.name), true);
  const { month, months } = await stage.call("report");
  const next = months.find((one) => one.n === month + 1);
  const last = new Date(Date.parse(next.from) - 86_400_000);
  const day = last.toLocaleDateString("en-US", { month: "short", day: "numeric", year: "numeric", timeZone: "UTC" });
  await tab.getByRole("complementary").getByText(`Its figures are as of ${day}; Friction counts the month as of today`).waitFor();
  await close();
});

test("what is to be read before it leaves the clinic stands above the sheet where it cannot stand beside it", async () => {
  const { tab, close } = await open(stage, { view: "reports", width: 1024, kept: { "reports.report": "vendor" } });
  const [before, sheet] = await Promise.all([tab.getByRole("complementary").boundingBox(), sheetOf(tab).boundingBox()]);
  assert.ok(before.y + before.height <= sheet.y, `${before.y} + ${before.height} above ${sheet.y}`);
  await close();
});

test("the packet on the screen names nobody of the staff", async () => {
  const { tab, close } = await open(stage, { view: "reports", kept: { "reports.report": "vendor" } });
  await sheetOf(tab).waitFor();
  const text = await sheetOf(tab).innerText();
  const { people } = await stage.call("catalogue");
  const named = people.filter((person) => !person.vendor && person.name !== person.role && text.includes(person.name));
  assert.deepEqual(named.map((person) => person.name), []);
  await close();
});

for (const format of ["pdf", "html"]) test(`it is saved as ${format} under its own name`, async () => {
  const { tab, close } = await open(stage, { view: "reports" });
  const { name } = await stage.call("report_file", { report: {}, format });
  await sheetOf(tab).waitFor();
  const [download] = await Promise.all([
    tab.waitForEvent("download"),
    tab.getByRole("button", { name: `Save ${format.toUpperCase()}` }).click(),
  ]);
  assert.equal(download.suggestedFilename(), name);
  await tab.getByText(`Saved ${name}.`).waitFor();
  await close();
});

/** Pages of a PDF as Chromium writes it. */
const pagesOf = (pdf) => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;

for (const [paper, size] of [
  ["letter", "612 792"],
  ["a4", "594.9"],
]) {
  test(`a printed monthly review is one sheet of ${paper}, without the frame`, async () => {
    const { tab, close } = await open(stage, { view: "reports", kept: { "reports.paper": paper } });
    await sheetOf(tab).locator("svg").first().waitFor();
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    assert.equal(pagesOf(pdf), 1);
    assert.match(pdf.toString("latin1"), new RegExp(`MediaBox \\[0 0 ${size.replace(".", "\\.")}`));
    await tab.emulateMedia({ media: "print" });
    for (const role of ["navigation", "complementary", "button"]) await becomes(() => tab.getByRole(role).count(), 0, role);
    await close();
  });
}

for (const theme of ["light", "dark"]) {
  for (const report of ["monthly", "vendor"]) {
    test(`${report}, ${theme}, without a violation`, async () => {
      const { tab, complaints, close } = await open(stage, { view: "reports", theme, kept: { "reports.report": report } });
      await sheetOf(tab).waitFor();
      await settled(tab);
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}

test("in Spanish, on a narrow window, whole and below one another", async () => {
  const { tab, complaints, close } = await open(stage, { view: "reports", language: "es", width: 820 });
  await tab.getByRole("heading", { name: "Informes", level: 1 }).waitFor();
  await sheetOf(tab).waitFor();
  const sheet = await sheetOf(tab).evaluate((it) => ({ within: it.scrollHeight <= it.clientHeight + 1, right: it.getBoundingClientRect().right }));
  assert.ok(sheet.within, "nothing hangs out of the sheet");
  assert.ok(sheet.right <= 820);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("however much a vendor promised, no row is wider than the sheet it is printed on", async () => {
  const { tab, close } = await open(stage, { view: "reports", kept: { "reports.report": "vendor" } });
  await sheetOf(tab).getByRole("heading", { name: "For Marlet" }).waitFor();
  for (const media of ["screen", "print"]) {
    await tab.emulateMedia({ media });
    const wider = await sheetOf(tab).evaluate((sheet) => {
      const room = sheet.getBoundingClientRect().right;
      return [...sheet.querySelectorAll("table")].filter((table) => table.getBoundingClientRect().right > room).length;
    });
    assert.equal(wider, 0, media);
  }
  await close();
});
