import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { violations } from "./axe.mjs";
import { open, settled, start } from "./harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "keepalive-take-out-"));
let stage;
let fresh;
before(async () => {
  stage = await start();
  fresh = await start({ sample: false });
});
after(async () => {
  await stage?.stop();
  await fresh?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Saves through a button of the card; gives what takes the file away once it was said to be written. */
async function saved(tab, button, command) {
  const asked = tab.waitForRequest((request) => request.url().endsWith(`/api/${command}`));
  await tab.getByRole("button", { name: button }).click();
  const { path } = JSON.parse((await asked).postData());
  return async () => {
    // Picked where it lies, the bridge would write it over itself.
    const taken = join(folder, basename(path));
    copyFileSync(path, taken);
    return taken;
  };
}

test("the archive is saved in Settings and brought into an empty app as the very same record", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const take = await saved(tab, "Save the archive", "export_archive");
  await tab.getByText(/Archive saved: \d+ steps? of the history\./).waitFor();
  const file = await take();

  const other = await open(fresh, { view: "today" });
  await other.tab.getByRole("heading", { name: "Coming from another computer?" }).waitFor();
  assert.deepEqual(await violations(other.tab), []);
  const choosing = other.tab.waitForEvent("filechooser");
  await other.tab.getByRole("button", { name: "Bring a record" }).click();
  await (await choosing).setFiles(file);
  await other.tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  assert.deepEqual(await fresh.call("digest"), await stage.call("digest"));
  assert.deepEqual([complaints, other.complaints], [[], []]);
  await other.close();

  // Into a record that stands already it is refused, with what to do instead.
  await tab.keyboard.press("Control+Alt+i");
  const again = tab.waitForEvent("filechooser");
  await tab.getByRole("button", { name: "Choose a file" }).click();
  await (await again).setFiles(file);
  await tab.getByText("This is an archive. It brings a whole history").waitFor();
  await close();
});

test("the tables are saved as one .zip and come back through the import screen, all of them known", async () => {
  const { tab, close } = await open(stage, { view: "settings" });
  const take = await saved(tab, "Save as one .zip", "export_tables");
  await tab.getByText(/\d+ files/).first().waitFor();
  const file = await take();
  await tab.keyboard.press("Control+Alt+i");
  const choosing = tab.waitForEvent("filechooser");
  await tab.getByRole("button", { name: "Choose a file" }).click();
  await (await choosing).setFiles(file);
  await tab.getByRole("heading", { name: "What it becomes" }).waitFor();
  await settled(tab);
  for (const name of ["New", "Refused"]) {
    await tab.locator("dl div", { hasText: name }).locator("dd", { hasText: /^0$/ }).waitFor();
  }
  await close();
});

test("texts that look like a patient's are named before anything is written: mend them, or go on", async () => {
  const set = { title: "Chart of a 47 year old opens twice", kind: "template" };
  await stage.call("save", { kind: "request", set, phi_ok: true });
  const { tab, close } = await open(stage, { view: "settings" });
  let written = 0;
  tab.on("request", (request) => (written += request.url().endsWith("/api/export_tables") ? 1 : 0));
  await tab.getByRole("button", { name: "Save as one .zip" }).click();
  const dialog = tab.getByRole("dialog", { name: "1 text looks like patient data" });
  await dialog.getByText("an age").waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.equal(written, 0, "nothing has left yet");
  await dialog.getByRole("button", { name: /^request / }).click();
  await tab.getByRole("heading", { name: set.title }).waitFor();
  assert.equal(written, 0);

  // A list asks for itself: this one holds the text, the workarounds do not.
  await tab.getByRole("button", { name: "Save this list as a file" }).click();
  await tab.getByRole("menuitem", { name: /Save as CSV/ }).click();
  const [file] = await Promise.all([
    tab.waitForEvent("download"),
    tab.getByRole("dialog").getByRole("button", { name: "No patient’s: go on" }).click(),
  ]);
  assert.match(file.suggestedFilename(), /^requests-/);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`the card has no violations, in Spanish too (${theme})`, async () => {
    const { tab, close } = await open(stage, { view: "settings", theme, language: "es" });
    await tab.getByRole("heading", { name: "Llévese todo" }).waitFor();
    assert.deepEqual(await violations(tab), []);
    await close();
  });
}
