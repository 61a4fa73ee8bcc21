import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, start, startClinic } from "./harness.mjs";

/** A computer with a clinic that shares over a folder, and what was printed there. */
let front;
let place;
let folder;
let printed;
before(async () => {
  place = mkdtempSync(join(tmpdir(), "recovery-"));
  folder = join(place, "Clinic share");
  mkdirSync(folder);
  front = await startClinic();
  await front.call("save", { kind: "workaround", set: { title: "Print twice", break: "drift", started: "2026-11-05" } });
  await front.call("sharing_begin", { path: folder });
  await front.call("sharing_now");
});
after(async () => {
  await front?.stop();
  rmSync(place, { recursive: true, force: true });
});

const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });
const dialog = (tab) => tab.getByRole("dialog", { name: "Recovery sheet" });
const line = (tab, n) => dialog(tab).getByRole("row", { name: `Line ${n}` }).getByRole("cell").innerText();

test("a sheet that is closed unprinted is none", async () => {
  const { tab, complaints, close } = await open(front, { view: "settings" });
  await card(tab).getByText("None yet. If every computer is lost").waitFor();
  await card(tab).getByRole("button", { name: "Make a recovery sheet…" }).click();
  await dialog(tab).waitFor();
  await tab.keyboard.press("Escape");
  await dialog(tab).waitFor({ state: "detached" });
  await card(tab).getByText("None yet. If every computer is lost").waitFor();
  await becomes(async () => (await front.call("sharing_sheet", {})).document, null, "it is given up behind the closed dialog");
  assert.deepEqual((await front.call("sharing", {})).sheets, []);
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`a sheet is made, shown once and printed alone, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(front, { view: "settings", theme, width: 1024, height: 768 });
    await card(tab).getByRole("button", { name: /Make (a recovery sheet|another)…/ }).press("Enter");
    await dialog(tab).getByText("Larkmoor Family Health").waitFor();
    assert.deepEqual(await violations(tab), []);
    printed = [await line(tab, 1), await line(tab, 2), await line(tab, 3)];
    for (const text of printed) assert.match(text, /^([0-9A-Z]{2,4} ?)+$/);
    // Shown this once: what is done with it is in the window, however long the sheet is.
    const inSight = (name) => dialog(tab).getByRole("button", { name }).evaluate((button) => { const { top, bottom } = button.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; });
    for (const name of ["Print…", "It is printed"]) await becomes(() => inSight(name), true, name);

    await tab.emulateMedia({ media: "print" });
    assert.equal(await tab.locator("#app").isVisible(), false, "not what lies behind it");
    assert.equal(await dialog(tab).getByRole("button", { name: "It is printed" }).isVisible(), false);
    assert.ok(await tab.getByText(printed[0]).isVisible());
    await tab.emulateMedia({ media: "screen" });

    const saved = tab.waitForEvent("download");
    await dialog(tab).getByRole("button", { name: "Save as PDF…" }).click();
    assert.match((await saved).suggestedFilename(), /^recovery-sheet-[a-z0-9]{8}\.pdf$/);
    await dialog(tab).getByRole("button", { name: "It is printed" }).click();
    await dialog(tab).waitFor({ state: "detached" });
    await card(tab).getByText(/^Made Dec 3, 2026, sheet [a-z0-9]{8}$/).first().waitFor();
    await becomes(() => tab.getByText(printed[0]).count(), 0, "it is shown no more");
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

for (const theme of ["light", "dark"]) {
  test(`a new computer joins with the sheet; a mistyped line is named beside the field, in ${theme}`, async () => {
    const back = await start({ sample: false });
    const { tab, complaints, close } = await open(back, { theme });
    await tab.evaluate((path) => localStorage.setItem("shared-folder", path), folder);
    await tab.getByRole("button", { name: "Choose the clinic’s folder…" }).click();
    await tab.getByRole("button", { name: "I have the recovery sheet" }).press("Enter");
    const key = tab.getByLabel("Key on the recovery sheet");
    const wrong = printed[1].startsWith("Q") ? `P${printed[1].slice(1)}` : `Q${printed[1].slice(1)}`;
    await key.fill([printed[0], wrong, printed[2]].join("\n"));
    await tab.getByRole("button", { name: "Continue" }).click();
    await tab.getByText("A letter or digit in line 2 is mistyped.").waitFor();
    assert.equal(await key.getAttribute("aria-invalid"), "true");
    assert.deepEqual(await violations(tab), []);
    await key.fill(printed.join("\n").toLowerCase());
    await tab.getByRole("button", { name: "Continue" }).click();
    await tab.getByText("The sheet opens this clinic’s record.").waitFor();
    assert.equal((await back.call("app_state")).clinic, null, "nothing is joined before that was said");
    assert.deepEqual(await violations(tab), []);
    // Nobody has to say a name.
    await tab.getByLabel("What is this computer called?").fill("");
    await tab.getByRole("button", { name: "Join", exact: true }).press("Enter");
    await tab.getByRole("navigation").getByText("Larkmoor Family Health").waitFor();
    assert.deepEqual(await back.call("digest"), await front.call("digest"));
    assert.deepEqual(complaints, []);
    await close();
    await back.stop();
  });
}

test("in Spanish", async () => {
  const { tab, close } = await open(front, { view: "settings", language: "es" });
  await tab.getByRole("region", { name: "Compartir", exact: true }).getByRole("button", { name: "Hacer otra…" }).click();
  await tab.getByRole("dialog", { name: "Hoja de recuperación" }).getByText("Guárdela bajo llave.").waitFor();
  await tab.keyboard.press("Escape");
  await close();
});
