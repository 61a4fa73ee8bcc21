/** A date is typed as people write it, what was understood stands beside it, and nothing unread is sent. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

/** The form of a new event, and its date. */
async function eventForm(options = {}) {
  const page = await open(stage, { view: "changes", kept: { "changes.segment": "events" }, ...options });
  await page.tab.keyboard.press("n");
  const dialog = page.tab.getByRole("dialog");
  const field = dialog.locator("#event-on");
  await field.waitFor();
  return { ...page, dialog, field, read: () => dialog.locator("#event-on-read").textContent() };
}

test("words, figures without a year and arrows are read, and said beside the field", async () => {
  const { tab, complaints, field, read, close } = await eventForm();
  await becomes(() => field.inputValue(), "12/03/2026", "today, to begin with");
  for (const [typed, said] of [
    ["yesterday", "Wed, Dec 2, 2026"],
    ["3/14", "Sun, Mar 14, 2027"],
    ["14 Mar 2026", "Sat, Mar 14, 2026"],
    ["2026-11-20", "Fri, Nov 20, 2026"],
  ]) {
    await field.fill(typed);
    await becomes(read, said, typed);
  }
  await field.press("ArrowUp");
  await becomes(read, "Sat, Nov 21, 2026");
  await field.press("ArrowDown");
  await field.press("ArrowDown");
  await becomes(read, "Thu, Nov 19, 2026");
  await becomes(() => field.inputValue(), "11/19/2026");
  await field.fill("tomorrow");
  await tab.keyboard.press("Tab");
  await becomes(() => field.inputValue(), "12/04/2026", "left, it stands in figures");
  assert.deepEqual(complaints, []);
  await close();
});

test("what was read is said once typing stops, and the field names its keys", async () => {
  const { complaints, dialog, field, close } = await eventForm();
  const described = async () => {
    const ids = (await field.getAttribute("aria-describedby")).split(" ");
    return (await Promise.all(ids.map((id) => dialog.locator(`[id="${id}"]`).textContent()))).join(" ");
  };
  assert.match(await described(), /Thu, Dec 3, 2026.*↑ a day later, ↓ a day earlier/);
  const heard = dialog.locator(".date [role=status]").first();
  assert.equal(await heard.textContent(), "", "what the form begins with is not news");
  assert.equal(await dialog.locator("#event-on-read").getAttribute("aria-live"), null);
  await field.fill("2026-11-20");
  await becomes(() => heard.textContent(), "Fri, Nov 20, 2026");
  await field.fill("");
  await becomes(() => dialog.locator("#event-on-read").textContent(), "Or in words: today, Friday, in 2 weeks", "seen where there is nothing to read");
  for (const words of ["today", "Friday", "in 2 weeks"]) {
    await field.fill(words);
    await becomes(() => dialog.locator("#event-on-read").textContent().then((read) => /^\w{3}, \w{3} \d+, \d{4}$/.test(read)), true, words);
  }
  assert.deepEqual(complaints, []);
  await close();
});

test("a promise that would have been due before it was said names the day nobody has looked at yet", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests" });
  await tab.locator('[role="row"][data-row]').first().click();
  await tab.getByRole("complementary").getByRole("button", { name: /promise/i }).first().click();
  const dialog = tab.getByRole("dialog");
  const [due, made] = [dialog.locator("#promise-due"), dialog.locator("#promise-made")];
  await due.fill("2026-11-20");
  await due.press("Enter");
  await becomes(() => made.getAttribute("aria-invalid"), "true");
  await dialog.getByText("It was promised for Nov 20, 2026, so it was said by then. Put the day they said it.").waitFor();
  assert.equal(await due.getAttribute("aria-invalid"), null);
  const caret = () => tab.evaluate(() => document.activeElement?.id);
  await becomes(caret, "promise-made", "the caret is where something is to be done");
  await made.fill("2026-11-25");
  await made.press("Enter");
  await becomes(() => due.getAttribute("aria-invalid"), "true", "a day somebody wrote down stands");
  await becomes(caret, "promise-due");
  await due.fill("2062-12-03");
  await dialog.getByText("36 years from now?").first().waitFor();
  await due.fill("2026-11-20");
  await becomes(() => dialog.getByText("years from now").count(), 0);
  await becomes(() => due.getAttribute("aria-invalid"), null, "what was refused is not what stands there now");
  await due.press("Enter");
  await dialog.getByText("This is before Nov 25, 2026, when they said it.").waitFor();
  assert.equal(await made.getAttribute("aria-invalid"), null);
  await made.fill("2026-11-02");
  await made.press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(complaints, []);
  await close();
});

test("what is no date is said beside the field once it is left, is not sent, and stays as it was typed", async () => {
  const { tab, complaints, dialog, field, read, close } = await eventForm();
  await dialog.locator("#event-title").fill("A new template");
  await dialog.locator("#event-kind").selectOption({ index: 1 });
  await field.fill("sometime");
  await becomes(read, "");
  assert.equal(await field.getAttribute("aria-invalid"), null, "nobody is interrupted while typing");
  await field.press("Enter");
  await dialog.getByText("This is no date. Type it as MM/DD/YYYY, for example 09/15/2025, or in words: Sep 15, yesterday.").waitFor();
  await becomes(() => field.getAttribute("aria-invalid"), "true");
  await becomes(() => tab.evaluate(() => document.activeElement?.id), "event-on", "the caret is where something is to be done");
  await becomes(() => field.inputValue(), "sometime");
  await field.fill("11/20");
  await becomes(read, "Fri, Nov 20, 2026");
  await field.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await settled(tab);
  await tab.locator('[role="row"]').filter({ hasText: "A new template" }).filter({ hasText: "Nov 20" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("in Spanish the day comes first, and the words are Spanish", async () => {
  const { complaints, field, read, close } = await eventForm({ language: "es" });
  await becomes(() => field.inputValue(), "03/12/2026");
  await field.fill("ayer");
  await becomes(read, "mié, 2 de dic de 2026");
  await field.fill("14 de marzo");
  await becomes(read, "dom, 14 de mar de 2027");
  assert.deepEqual(complaints, []);
  await close();
});

test("an estimate from before a workaround began says that those days are not counted, and offers to move its start", async () => {
  const { id } = await stage.call("save", { kind: "workaround", set: { title: "Early estimate", break: "drift", started: "2026-11-20" } });
  const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "place.items": { workarounds: id } } });
  await tab.getByRole("complementary").getByRole("button", { name: /estimate/i }).first().click();
  const from = tab.getByRole("dialog").locator("#estimate-from");
  const hint = tab.getByRole("dialog").getByText("It began on Nov 20, 2026: days before that are not counted.");
  await from.fill("2026-10-01");
  await hint.waitFor();
  await from.fill("2026-11-20");
  await hint.waitFor({ state: "detached" });
  const moves = tab.getByRole("dialog").getByRole("checkbox", { name: /move its start/ });
  assert.equal(await moves.count(), 0);
  await from.fill("2026-10-01");
  assert.equal(await moves.isChecked(), false);
  await tab.getByRole("dialog").getByRole("checkbox", { name: "It began earlier: move its start to Oct 1, 2026" }).check();
  for (const [field, value] of [["people", "2"], ["uses", "5"], ["minutes", "6"]]) await tab.getByRole("dialog").locator(`#estimate-${field}`).fill(value);
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  const { row, estimates } = await stage.call("workaround_detail", { id });
  assert.deepEqual([row.started, estimates.map((estimate) => estimate.from)], ["2026-10-01", ["2026-10-01"]]);
  assert.deepEqual(complaints, []);
  await close();
});

test("a date is to be asked for where the vendor does it, and not of who does it here", async () => {
  for (const [route, words] of [["vendor", "No date given. Ask for one, and who said it."], ["in_house", "No date given."]]) {
    const { id } = await stage.call("save", { kind: "request", set: { title: `Asked ${route}`, kind: "workflow", route } });
    const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "place.items": { requests: id } } });
    await tab.getByRole("complementary").getByText(words, { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  }
});
