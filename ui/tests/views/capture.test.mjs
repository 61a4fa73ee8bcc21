/** Quick capture at the pace of fingers: nothing waits between the last letter and Enter. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

const titles = async () => (await stage.call("workaround_list")).rows.map((row) => row.title);

test("a line that was refused is saved by the Enter that follows its correction at once", async () => {
  const { tab, complaints, close } = await open(stage, { page: "capture.html" });
  const line = tab.locator("input").first();
  await line.fill("Fax the referral @nobody");
  await line.press("Enter");
  await tab.getByText("Nobody here is called nobody.").first().waitFor();
  // Both in one task of the page: no answer can come between them.
  await line.evaluate((input) => {
    input.value = "Fax the referral";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await tab.getByRole("status").filter({ hasText: "Saved" }).first().waitFor();
  assert.deepEqual(await titles(), ["Fax the referral"]);
  assert.deepEqual(complaints, []);
  await close();
});

test("a whole line and Enter in one go are refused with the reason, and stay", async () => {
  const { tab, complaints, close } = await open(stage, { page: "capture.html" });
  const line = tab.locator("input").first();
  await line.evaluate((input) => {
    input.value = "Print it twice @nobody";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await tab.getByText("Nobody here is called nobody.").first().waitFor();
  await becomes(() => line.inputValue(), "Print it twice @nobody");
  assert.deepEqual(await titles(), ["Fax the referral"]);
  assert.deepEqual(complaints, []);
  await close();
});

for (const [theme, language, said] of [["light", "en", "Saved as a workaround."], ["dark", "es", "Guardado como atajo."]])
  test(`what was saved is repeated: a long title gives way to its minutes and times, ${language}`, async () => {
    const { tab, complaints, close } = await open(stage, { page: "capture.html", theme, language, width: 560, height: 184 });
    const line = tab.locator("input").first();
    await line.fill("Faxes the referral twice because the form loses its second page when it is long 5m x3");
    await line.press("Enter");
    await tab.getByText(said).first().waitFor();
    const tokens = await tab.locator(".tokens").evaluate(({ textContent, scrollWidth, clientWidth }) => ({ textContent, cut: scrollWidth - clientWidth }));
    assert.deepEqual(tokens, { textContent: " · 5 min · ×3", cut: 0 });
    assert.equal(await tab.locator(".mid").evaluate((mid) => Math.max(0, mid.scrollHeight - mid.clientHeight)), 0);
    await line.press("Escape");
    assert.deepEqual(complaints, []);
    await close();
  });

for (const theme of ["light", "dark"])
  test(`where nobody sits here yet, nothing to report asks who in the capture window itself, ${theme}`, async () => {
    if (theme === "light") await stage.call("save", { kind: "person", set: { name: "Ana Ruiz", role: "nurse" } });
    const { tab, complaints, close } = await open(stage, { page: "capture.html", theme, width: 560, height: 184 });
    await tab.locator("input").first().press("Alt+0");
    const seat = tab.getByLabel("Who sits here");
    await seat.waitFor();
    assert.deepEqual(await violations(tab), []);
    await tab.getByRole("button", { name: "Save", exact: true }).click();
    await tab.getByText("Choose who sits here.").waitFor();
    assert.deepEqual(await violations(tab), []);
    const cut = () => tab.locator(".mid").evaluate((mid) => Math.max(0, mid.scrollHeight - mid.clientHeight));
    await becomes(cut, 0);
    await seat.selectOption({ label: "Ana Ruiz" });
    // It is said for a moment, then the window goes.
    const answer = theme === "light" ? "Nothing to report: saved for this week." : "This week is answered already. Nothing was added.";
    const said = tab.getByRole("status").filter({ hasText: answer }).waitFor();
    await seat.press("Enter");
    await said;
    assert.equal((await stage.call("app_state")).desk.name, "Ana Ruiz");
    await stage.call("settings_set", { desk: null });
    assert.deepEqual(complaints, []);
    await close();
  });

for (const [theme, language, hint] of [["light", "en", "takes Note templates"], ["dark", "es", "toma Note templates"]])
  test(`while a name is typed those that are there are offered in the window's own room, and Tab takes one, ${language}`, async () => {
    if (theme === "light")
      for (const name of ["Note templates", "Notes to patients", "Notices", "Referrals", "North desk", "Novelty", "Nothing else that is as long as this name is"])
        await stage.call("save", { kind: "area", set: { key: name } });
    const { tab, complaints, close } = await open(stage, { page: "capture.html", theme, language, width: 560, height: 184 });
    const line = tab.locator("input").first();
    await line.pressSequentially("Retype the letter #no");
    await tab.getByRole("option").nth(5).waitFor();
    assert.equal(await line.getAttribute("aria-expanded"), "true");
    assert.equal(await tab.locator(".mid").evaluate((mid) => Math.max(0, mid.scrollHeight - mid.clientHeight)), 0);
    assert.deepEqual(await violations(tab), []);
    await line.press("ArrowDown");
    assert.deepEqual(await violations(tab), []);
    await line.press("ArrowUp");
    await line.pressSequentially("te");
    await tab.getByRole("option", { name: "Note templates" }).waitFor();
    await tab.getByRole("button", { name: hint }).waitFor();
    await line.press("Tab");
    await becomes(() => line.inputValue(), 'Retype the letter #"Note templates" ');
    await becomes(() => tab.getByRole("option").count(), 0);
    await line.pressSequentially(`5m ${language}`);
    await line.press("Enter");
    await tab.getByRole("status").filter({ hasText: language === "en" ? "Saved" : "Guardado" }).first().waitFor();
    assert.deepEqual((await stage.call("workaround_list")).rows.filter((row) => row.title === `Retype the letter ${language}`).map((row) => row.area?.name), ["Note templates"]);
    assert.deepEqual(complaints, []);
    await close();
  });

for (const [theme, language, back, again] of [
  ["light", "en", "Ctrl Z Take it back", "Taken back. The text is in the line again, not saved."],
  ["dark", "es", "Ctrl Z Deshacerlo", "Deshecho. El texto está otra vez en la línea, sin guardar."],
])
  test(`what was just saved is taken back by its key, and its text is in the line again, ${language}`, async () => {
    const { tab, complaints, close } = await open(stage, { page: "capture.html", theme, language, width: 560, height: 184 });
    const line = tab.locator("input").first();
    const said = `Copy the list ${language} 5m x3`;
    const before = await titles();
    await line.pressSequentially(said);
    await line.press("Enter");
    await tab.getByRole("button", { name: back }).waitFor();
    await line.press("Control+z");
    await tab.getByRole("status").filter({ hasText: again }).waitFor();
    await becomes(() => line.inputValue(), said);
    assert.deepEqual(await titles(), before);
    assert.deepEqual(await violations(tab), []);
    assert.equal(await tab.locator(".mid").evaluate((mid) => Math.max(0, mid.scrollHeight - mid.clientHeight)), 0);
    // It is a line like any other: mended, it is saved.
    await line.press("End");
    await line.pressSequentially(" mended");
    await line.press("Enter");
    await becomes(async () => (await titles()).includes(`Copy the list ${language} mended`), true);
    assert.deepEqual(complaints, []);
    await close();
  });

test("an Enter refused once more lights up what stands there; where less motion is asked for nothing moves", async () => {
  const { tab, complaints, close } = await open(stage, { page: "capture.html", width: 560, height: 184 });
  const line = tab.locator("input").first();
  const moving = () => tab.locator("#capture-notice").evaluate((notice) => notice.getAnimations({ subtree: true }).map((each) => each.animationName).toSorted());
  await line.fill("Fax the referral @nobody");
  await settled(tab);
  await line.press("Enter");
  await tab.getByText("Nobody here is called nobody.").first().waitFor();
  assert.deepEqual(await moving(), []);
  const names = (found) => [...new Set(found.map((name) => /lights|nods/.exec(name)?.[0]))];
  await line.press("Enter");
  assert.deepEqual(names(await moving()), ["lights", "nods"]);
  assert.equal(await tab.locator(".mid").evaluate((mid) => Math.max(0, mid.scrollWidth - mid.clientWidth)), 0);
  await becomes(moving, []);
  await tab.emulateMedia({ reducedMotion: "reduce" });
  await line.press("Enter");
  assert.deepEqual(names(await moving()), ["lights"]);
  assert.deepEqual(complaints, []);
  await close();
});

for (const [theme, language, told] of [
  ["light", "en", "Nothing to report: saved for this week. The line above is not part of it: it stays, not saved yet."],
  ["dark", "es", "Nada que informar: guardado para esta semana. La línea de arriba no forma parte: sigue ahí, sin guardar."],
])
  test(`nothing to report over a refused line: no red of the line stands over what was saved, ${language}`, async () => {
    const { id } = await stage.call("save", { kind: "person", set: { name: `Rosa ${language}`, role: "nurse" } });
    await stage.call("settings_set", { desk: id });
    const { tab, complaints, close } = await open(stage, { page: "capture.html", theme, language, width: 560, height: 184 });
    const line = tab.locator("input").first();
    const edge = () => tab.locator(".field").evaluate((field) => getComputedStyle(field).borderBottomColor);
    const plain = await edge();
    await line.fill("Fax the referral @nobody");
    await settled(tab);
    await line.press("Enter");
    await tab.locator(".refused").waitFor();
    assert.notEqual(await edge(), plain);
    await line.press("Alt+0");
    await tab.getByText(told).first().waitFor();
    assert.equal(await edge(), plain);
    assert.equal(await line.getAttribute("aria-invalid"), null);
    assert.equal(await tab.locator(".mid").evaluate((mid) => Math.max(0, mid.scrollHeight - mid.clientHeight)), 0);
    await line.press("Control+z");
    await tab.getByRole("status").filter({ hasText: language === "en" ? "Taken back." : "Deshecho." }).waitFor();
    assert.equal(await line.inputValue(), "Fax the referral @nobody");
    await stage.call("settings_set", { desk: null });
    assert.deepEqual(complaints, []);
    await close();
  });
