/** Markup in any text is shown as text everywhere: whatever a record holds, and what stands on a page without being in it. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { becomes, open, settled, start } from "./harness.mjs";
import { notFed, PAYLOADS, plant } from "./markup_seed.mjs";
import { SCENES } from "./scenes.mjs";

let stage, fed;
const folder = mkdtempSync(join(tmpdir(), "keepalive-markup-"));
before(async () => {
  stage = await start({ sample: false });
  fed = await plant(stage);
});
after(async () => {
  await stage?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const WIDE = { width: 1600, height: 1000 };
/** Nothing of what was written became an element or ran, and the policy had nothing to stop. */
async function isText(tab, complaints, where) {
  await settled(tab);
  const planted = await tab.evaluate(() => ({
    ran: window.planted ?? null,
    elements: [...document.querySelectorAll("[data-planted]")].map((element) => element.outerHTML),
    links: [...document.querySelectorAll('[href^="javascript:"], [src^="javascript:"]')].map((element) => element.outerHTML),
  }));
  assert.deepEqual(planted, { ran: null, elements: [], links: [] }, where);
  assert.deepEqual(complaints, [], where);
}
const shown = (tab) => tab.evaluate(() => document.body.innerText);
/** Each payload stands somewhere as it was written. */
const reads = (text, of, where) => assert.deepEqual(of.filter((words) => !text.includes(words)), [], where);

test("every text of the record meets every payload", () => {
  assert.deepEqual(notFed(fed), []);
});

for (const { name, options, act } of SCENES) {
  test(`${name}: markup is text`, async () => {
    const { tab, complaints, close } = await open(stage, { ...WIDE, ...options });
    await act?.(tab);
    await isText(tab, complaints, name);
    await close();
  });
}

for (const [view, kept] of [["requests"], ["workarounds"], ["changes", "register"], ["changes", "events"], ["changes", "needs"]]) {
  test(`${view} ${kept ?? ""}: each panel, with all of its parts, shows it as text`, async () => {
    const { tab, complaints, close } = await open(stage, { ...WIDE, view, kept: kept === undefined ? {} : { "changes.segment": kept } });
    const panel = tab.getByRole("complementary");
    await tab.getByRole("grid").focus();
    await tab.locator(".row.active").waitFor();
    await tab.keyboard.press("Enter");
    await panel.getByRole("heading", { level: 2 }).waitFor();
    const texts = [];
    for (let before = ""; ; ) {
      const label = await panel.getAttribute("aria-label");
      if (label === before) break;
      before = label;
      await panel.evaluate((element) => element.querySelectorAll("details").forEach((part) => (part.open = true)));
      await isText(tab, complaints, label);
      texts.push(await panel.innerText());
      // With a panel open, the next row opens in its place; after the last one nothing changes.
      await tab.keyboard.press("j");
      await settled(tab);
      await panel.getByRole("heading", { level: 2 }).waitFor();
    }
    assert.ok(texts.length >= 2 * PAYLOADS.length || view === "changes", `${texts.length} panels`);
    reads(texts.join("\n"), PAYLOADS, view);
    await close();
  });
}

for (const segment of ["scorecard", "promises", "compare"]) {
  test(`vendor, ${segment}: what candidates and vendors said, and contracts, are text`, async () => {
    const { tab, complaints, close } = await open(stage, { ...WIDE, view: "vendor", kept: { "vendor.segment": segment } });
    await isText(tab, complaints, segment);
    // What was said, and the contract, are of one system each.
    const systems = segment === "scorecard" ? (await stage.call("catalogue")).systems : [];
    for (const { id } of systems) {
      await tab.evaluate((system) => localStorage.setItem("vendor.system", JSON.stringify(system)), id);
      await tab.reload();
      await tab.getByRole("heading", { level: 1 }).waitFor();
      await isText(tab, complaints, segment);
    }
    if (segment === "compare") reads(await shown(tab), PAYLOADS, segment);
    await close();
  });
}

test("what the search finds is text", async () => {
  const { tab, complaints, close } = await open(stage, { ...WIDE, view: "today" });
  for (const word of ["title", "name", "item", "text"]) {
    await tab.keyboard.press("Control+k");
    await tab.keyboard.type(word);
    await tab.getByRole("dialog").getByRole("option", { name: new RegExp(`${word} \\d`) }).first().waitFor();
    await isText(tab, complaints, word);
    await tab.keyboard.press("Escape");
    await tab.getByRole("dialog").waitFor({ state: "detached" });
  }
  await close();
});

for (const [at, words] of PAYLOADS.entries()) {
  test(`quick capture: similar items and what is typed are text (${at})`, async () => {
    const { tab, complaints, close } = await open(stage, { page: "capture.html", width: 560, height: 184 });
    await tab.keyboard.insertText(`title ${words}`);
    await tab.locator(".sim").first().waitFor();
    await isText(tab, complaints, words);
    await tab.keyboard.press("ArrowDown");
    await isText(tab, complaints, words);
    await close();
  });

  test(`import: the name of a file, its columns and its cells are text (${at})`, async () => {
    const { tab, complaints, close } = await open(stage, { ...WIDE, view: "import" });
    const cell = `"${`cell ${words}`.replaceAll('"', '""')}"`;
    const head = `"${`column ${words}`.replaceAll('"', '""')}"`;
    const lines = [`number,short_description,state,category,assigned_to,${head}`, `INC1,${cell},${cell},${cell},${cell},${cell}`, `INC2,${cell},New,${cell},${cell},${cell}`];
    const choosing = tab.waitForEvent("filechooser");
    await tab.getByRole("button", { name: /Choose a file|Choose another file/ }).click();
    await (await choosing).setFiles({ name: `${words.replaceAll(process.platform === "win32" ? /[<>:"/\\|?*]/g : "/", "")}.csv`, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) });
    await tab.getByRole("heading", { name: "What it becomes" }).waitFor();
    await isText(tab, complaints, "before");
    reads(await shown(tab), [words], "cells");
    await close();
  });
}

test("the names of desks are text", async () => {
  const shared = join(folder, "share");
  mkdirSync(shared);
  await stage.call("sharing_begin", { path: shared });
  const { mark } = (await stage.call("sharing")).desks.find((desk) => desk.this);
  const { tab, complaints, close } = await open(stage, { ...WIDE, view: "settings" });
  const card = tab.getByRole("region", { name: "Sharing", exact: true });
  for (const words of PAYLOADS) {
    await stage.call("sharing_name", { mark, name: words, phi_ok: true });
    await tab.reload();
    await becomes(async () => (await card.innerText()).includes(words), true, words);
    await isText(tab, complaints, words);
    await tab.keyboard.press("Control+Alt+z");
    await tab.getByRole("dialog").getByText(words, { exact: false }).first().waitFor();
    await isText(tab, complaints, words);
    await tab.keyboard.press("Escape");
  }
  await close();
});

test("each payload is read as it was written", async () => {
  const { tab, close } = await open(stage, { ...WIDE, view: "requests" });
  reads(await shown(tab), PAYLOADS, "the list of requests");
  await close();
});
