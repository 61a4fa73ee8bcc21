/**
 * Every form takes its start values once, as it opens: what people type stays while they go on typing, while
 * another window writes the very thing the form started from, and when the form closes before it was saved.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { FORMS, nameOfForm, sitDown } from "./forms.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
  await sitDown(stage);
});
after(() => stage?.stop());

test("every form of the screens is looked at here", () => {
  const root = new URL("../../src/", import.meta.url);
  const files = readdirSync(root, { recursive: true }).map(String).filter((file) => file.endsWith(".svelte"));
  const forms = files.filter((file) => readFileSync(new URL(file.replaceAll("\\", "/"), root), "utf8").includes("<FormDialog"));
  const missing = forms.map((file) => file.replaceAll("\\", "/")).filter((file) => !FORMS.some(([name]) => file.endsWith(`${name}.svelte`)));
  assert.deepEqual(missing, []);
});

test("a comment that was begun waits for its own item, and for no other", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests" });
  const rows = tab.locator('[role="row"][data-row]');
  const add = tab.getByRole("complementary").getByRole("button", { name: "Add a note" });
  const comment = tab.getByRole("complementary").locator("#comment-text");
  await rows.nth(0).click();
  await add.click();
  await comment.fill("The vendor asks for a screen");
  await rows.nth(1).click();
  await comment.waitFor({ state: "detached" });
  await add.click();
  await becomes(() => comment.inputValue(), "");
  await rows.nth(0).click();
  await add.click();
  await becomes(() => comment.inputValue(), "The vendor asks for a screen");
  await tab.getByRole("complementary").getByText("What you typed before is here again.").waitFor();
  assert.equal(await tab.evaluate(() => JSON.stringify({ ...localStorage }).includes("vendor asks for")), false, "kept in memory only");
  assert.deepEqual(complaints, []);
  await close();
});

/** Whose heading says what is done, and not with what. */
const ABOUT_AN_ITEM = ["PromiseDialog", "ChaseDialog", "FactDialog", "CorrectDayDialog", "TellDialog", "MoveDialog", "AcceptDialog", "EndDialog", "AgainDialog", "EstimateDialog", "OccurrenceDialog", "MoreDetailForm"];
FORMS.filter(([name]) => ABOUT_AN_ITEM.includes(name.split("/")[1])).forEach(([name, options, act]) => {
  test(`${name} says of which item it is, where it covers the panel`, async () => {
    const { tab, complaints, close } = await open(stage, { ...options, width: 1024 });
    await act(tab, stage);
    const dialog = tab.getByRole("dialog").filter({ has: tab.locator("form") });
    await dialog.waitFor();
    const title = await tab.getByRole("complementary", { includeHidden: true }).getByRole("heading", { level: 2, includeHidden: true }).first().textContent();
    const about = dialog.getByText(title.trim());
    await becomes(() => about.isVisible(), true);
    assert.match(await about.textContent(), /^\S+\d \S/, "its number first");
    // It is read with the dialog's name.
    assert.equal(await about.getAttribute("id"), await dialog.getAttribute("aria-describedby"));
    assert.deepEqual(complaints, []);
    await close();
  });
});

/** The fields that are looked at: rows of a table that follows a choice come and go with it, and have no name. */
const FIELDS = "input:visible:not([type=checkbox]):not([type=radio]):not([role=combobox])[id], textarea:visible[id], select:visible[id]";
/** What stands in each field. */
const standing = (dialog) => dialog.locator(FIELDS).evaluateAll((all) => all.map((element) => [element.id, element.value]));

/** Fills every field once with something else than it has, those too that a choice brings; resolves to what stands then. */
async function fill(tab, dialog) {
  const done = new Set();
  for (;;) {
    const left = (await standing(dialog)).map(([id]) => id).filter((id) => !done.has(id));
    if (left.length === 0) return standing(dialog);
    done.add(left[0]);
    const field = dialog.locator(`[id="${left[0]}"]`);
    const kind = await field.evaluate((element) => (element.tagName === "SELECT" ? "select" : (element.dataset.kind ?? element.type)));
    if (kind === "date") await field.fill("11/17/2026");
    else if (kind === "select") {
      const other = await field.evaluate((element) => [...element.options].findIndex((option) => !option.selected && option.value !== "" && !option.disabled));
      if (other >= 0) await field.selectOption({ index: other });
      // What a choice asks for comes with its own fields.
      await settled(tab);
    } else await field.fill(`7${done.size}`);
  }
}

FORMS.forEach(([, options, act], at) => {
  const name = nameOfForm(at);
  test(`${name}: what was typed stays`, async () => {
    const { tab, complaints, close } = await open(stage, options);
    await act(tab, stage);
    const dialog = tab.getByRole("dialog").filter({ has: tab.locator("form") });
    await dialog.waitFor();
    await settled(tab);
    const typed = await fill(tab, dialog);
    assert.ok(typed.length > 0, "a form without a field");
    await becomes(() => standing(dialog), typed, "after the next field was typed in");
    // Another window writes everything there is.
    await tab.evaluate(async () => {
      const kinds = ["clinic", "site", "system", "person", "fte", "area", "workaround", "estimate", "occurrence", "request", "request_state", "request_fact", "link", "promise", "chase", "voice", "question", "answer", "shadow_record", "pulse", "event", "config_change", "comment", "vendor_answer", "candidate", "candidate_answer", "question_weight"];
      const other = new BroadcastChannel("keepalive");
      other.postMessage({ changed: kinds });
      other.close();
    });
    await tab.waitForTimeout(150);
    await settled(tab);
    await becomes(() => standing(dialog), typed, "after another window wrote");
    // A slip: Esc, or a click beside the dialog. The same form brings it back, and says so.
    if (name.includes(",")) await tab.mouse.click(4, 4);
    else await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await settled(tab);
    await act(tab, stage);
    await dialog.getByText("What you typed before is here again.").waitFor();
    await settled(tab);
    await becomes(() => standing(dialog), typed, "after it was closed without saving");
    await dialog.getByRole("button", { name: "Start over" }).click();
    assert.notDeepEqual(await standing(dialog), typed, "after starting over");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(complaints, []);
    await close();
  });
});
