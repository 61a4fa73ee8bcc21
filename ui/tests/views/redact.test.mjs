import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";
import { slowWork } from "./slow_work.mjs";

const NAME = "Zebedee Quillfeather";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

/** A workaround that names a patient, and a copy that holds it, too. */
async function written() {
  const set = { title: `Print for ${NAME}`, break: "drift", started: "2026-11-05" };
  const { id } = await stage.call("save", { kind: "workaround", set, phi_ok: true });
  await stage.call("backup_now");
  return id;
}

async function asked(tab) {
  await tab.getByRole("button", { name: "More", exact: true }).click();
  await tab.getByRole("menuitem", { name: "Remove a text for good" }).click();
  const dialog = tab.getByRole("dialog", { name: "Remove a text for good" });
  await dialog.getByLabel("The text, exactly as it was written").fill(NAME);
  await tab.keyboard.press("Enter");
  await dialog.getByText("It stands in one step of the history.").waitFor();
  return dialog;
}

test("a text is found, typed again, removed for good, and the copies that hold it are renewed", async () => {
  const id = await written();
  const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "place.items": { workarounds: id } } });
  await tab.evaluate((line) => localStorage.setItem("capture.draft", line), `Ask about ${NAME}`);
  await tab.getByText(`Print for ${NAME}`).first().click();
  const dialog = await asked(tab);
  await dialog.getByRole("listitem").filter({ hasText: `workaround: 1 Print for ${NAME}` }).waitFor();
  await dialog.getByText("who did something and when").waitFor();
  await dialog.getByText("One copy still holds it:").waitFor();
  assert.deepEqual(await violations(tab), []);

  // Another text the second time: refused beside its field, and nothing has changed.
  await dialog.getByLabel("Type it once more").fill("Zebedee Quill");
  await tab.keyboard.press("Enter");
  await dialog.getByText("This is not the text above, letter for letter.").waitFor();
  assert.equal((await stage.call("redact_look", { text: NAME })).steps, 1);

  await dialog.getByLabel("Type it once more").fill(NAME);
  await tab.keyboard.press("Enter");
  await dialog.getByText("Removed from one step of the history.").waitFor();
  assert.equal(await tab.evaluate(() => localStorage.getItem("capture.draft")), null, "the kept line of quick capture goes, too");
  const renew = dialog.getByRole("button", { name: "Renew the copies" });
  await becomes(() => renew.evaluate((button) => button === document.activeElement), true, "not on leaving them");
  await renew.click();
  await dialog.getByText("A fresh copy was written and checked, then the old one was deleted.").waitFor();
  assert.deepEqual((await stage.call("redact_look", { text: NAME })), { steps: 0, things: [], only_in_words: 0, without_text: 0, copies: [], unlooked: [] });
  await dialog.getByRole("button", { name: "Close" }).click();
  await tab.getByRole("heading", { name: "Print for [removed]" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("a second place that is away is named: it may hold the text, and the removal is no failure", async () => {
  await written();
  const folder = mkdtempSync(join(tmpdir(), "keepalive-second-"));
  const stick = join(folder, "stick");
  mkdirSync(stick);
  await stage.call("backup_second_set", { path: stick });
  rmSync(stick, { recursive: true });
  const { tab, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+Alt+r");
  const dialog = tab.getByRole("dialog", { name: "Remove a text for good" });
  await dialog.getByLabel("The text, exactly as it was written").fill(NAME);
  await tab.keyboard.press("Enter");
  await dialog.getByText("These could not be looked at and may still hold it.").waitFor();
  await dialog.getByText(stick).waitFor();
  await dialog.getByLabel("Type it once more").fill(NAME);
  await tab.keyboard.press("Enter");
  await dialog.getByText(/^Removed from /).waitFor();
  await dialog.getByText(stick).waitFor();
  assert.deepEqual(await violations(tab), []);
  await close();
  rmSync(folder, { recursive: true });
});

test("a text that is nowhere is said, and the key opens it from anywhere", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+Alt+r");
  const dialog = tab.getByRole("dialog", { name: "Remove a text for good" });
  await dialog.getByLabel("The text, exactly as it was written").fill("ab");
  await tab.keyboard.press("Enter");
  await dialog.getByText("Name at least three characters").waitFor();
  await dialog.getByLabel("The text, exactly as it was written").fill("Nobody of this name");
  await tab.keyboard.press("Enter");
  await dialog.getByText("This stands nowhere in the record or its history.").waitFor();
  await becomes(() => dialog.getByLabel("Type it once more").count(), 0);
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Control+Alt+r");
  await becomes(() => dialog.getByLabel("The text, exactly as it was written").inputValue(), "", "forgotten once closed");
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`no barrier, in Spanish too: ${theme}`, async () => {
    await written();
    const { tab, close } = await open(stage, { view: "today", theme, language: "es" });
    await tab.keyboard.press("Control+Alt+r");
    const dialog = tab.getByRole("dialog", { name: "Eliminar un texto para siempre" });
    await dialog.getByLabel("El texto, exactamente como se escribió").fill(NAME);
    await tab.keyboard.press("Enter");
    await dialog.getByLabel("Escríbalo una vez más").waitFor();
    await settled(tab);
    assert.deepEqual(await violations(tab), []);
    await close();
  });
}

test("looking for a text says how far it is, and stops when it is told to", async () => {
  const { tab, close } = await open(stage, { view: "today" });
  await slowWork(tab, "redact_look", "redaction");
  await tab.keyboard.press("Control+Alt+r");
  const dialog = tab.getByRole("dialog", { name: "Remove a text for good" });
  await dialog.getByLabel("The text, exactly as it was written").fill(NAME);
  await tab.keyboard.press("Enter");
  await dialog.getByText("Looking through everything that was ever written, 42%").waitFor();
  assert.deepEqual(await violations(tab), []);
  await dialog.getByRole("button", { name: "Stop", exact: true }).click();
  await dialog.getByText("Stopped as asked. Nothing was changed.").waitFor();
  assert.equal(await dialog.getByRole("progressbar").count(), 0);
  await close();
});

for (const [language, title, text, again, stop, cancel] of [
  ["en", "Remove a text for good", "The text, exactly as it was written", "Type it once more", "Stop", "Cancel"],
  ["es", /./, /./, /./, "Detener", "Cancelar"],
])
  test(`a removal that cannot be asked to stop says so in its dialog, and goes on (${language})`, async () => {
    await written();
    const { tab, close } = await open(stage, { view: "today", language });
    await tab.keyboard.press("Control+Alt+r");
    const dialog = tab.getByRole("dialog", { name: title });
    await dialog.locator("#redact-text").waitFor();
    if (language === "en") await dialog.getByLabel(text).waitFor();
    await dialog.locator("#redact-text").fill(NAME);
    await tab.keyboard.press("Enter");
    await dialog.locator("#redact-again").waitFor();
    if (language === "en") await dialog.getByLabel(again).waitFor();
    await slowWork(tab, "redact", "redaction");
    await tab.route("**/api/work_cancel", (route) => route.fulfill({ json: { error: { code: "disk_full", message: "Full." } } }));
    await dialog.locator("#redact-again").fill(NAME);
    await tab.keyboard.press("Enter");
    await dialog.getByRole("progressbar").waitFor();
    const alert = dialog.getByRole("alert").filter({ hasText: /./ });
    const ways = [() => tab.keyboard.press("Escape"), () => dialog.getByRole("button", { name: stop, exact: true }).click(), () => dialog.getByRole("button", { name: cancel }).click()];
    for (const way of ways) {
      await way();
      await alert.waitFor();
      assert.equal(await tab.locator(".toast").count(), 0, "nothing is said behind it");
      assert.equal(await dialog.getByRole("progressbar").count(), 1);
    }
    await close();
  });

for (const [name, leave] of Object.entries({
  Esc: (tab) => tab.keyboard.press("Escape"),
  Cancel: (tab, dialog) => dialog.getByRole("button", { name: "Cancel" }).click(),
})) {
  test(`${name} during a removal stops it, the dialog says so, and nothing else this window keeps is lost`, async () => {
    const id = await written();
    const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "place.items": { workarounds: id } } });
    await tab.evaluate(() => localStorage.setItem("capture.draft", "Nothing of that name"));
    await tab.keyboard.press("Control+Alt+r");
    const dialog = tab.getByRole("dialog", { name: "Remove a text for good" });
    await dialog.getByLabel("The text, exactly as it was written").fill(NAME);
    await tab.keyboard.press("Enter");
    await slowWork(tab, "redact", "redaction");
    await dialog.getByLabel("Type it once more").fill(NAME);
    await tab.keyboard.press("Enter");
    await dialog.getByRole("progressbar").waitFor();
    await tab.mouse.click(2, 2);
    await settled(tab);
    assert.equal(await dialog.getByRole("progressbar").count(), 1, "a click beside it is nothing");
    await leave(tab, dialog);
    await dialog.getByText("Stopped as asked. Nothing was changed.").waitFor();
    assert.equal(await tab.evaluate(() => localStorage.getItem("capture.draft")), "Nothing of that name");
    await tab.keyboard.press("Escape");
    await becomes(() => dialog.count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
}
