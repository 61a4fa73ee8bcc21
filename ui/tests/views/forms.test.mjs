/**
 * Every form takes its start values once, as it opens: what people type stays while they go on typing, while
 * another window writes the very thing the form started from, and when the form closes before it was saved.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
  const { people } = await stage.call("catalogue");
  await stage.call("settings_set", { desk: people.find((person) => person.active && !person.vendor).id });
});
after(() => stage?.stop());

const press = (...keys) => async (tab) => {
  for (const each of keys) await tab.keyboard.press(each);
};
const button = (name) => (tab) => tab.getByRole("button", { name }).first().click();
/** One after the other. */
const then = (...acts) => async (tab) => {
  for (const act of acts) {
    await act(tab);
    await settled(tab);
  }
};
const openRow = (tab) => tab.locator('[role="row"][data-row]').first().click();
const panel = (name) => (tab) => tab.getByRole("complementary").getByRole("button", { name }).first().click();
/** Opens a part that is folded away. */
const unfold = (name) => async (tab) => {
  const part = tab.getByRole("complementary").locator("details", { has: tab.locator("summary", { hasText: name }) }).first();
  if (!(await part.evaluate((element) => element.open))) await part.locator("summary").first().click();
};
const item = (name) => (tab) => tab.getByRole("menuitem", { name }).first().click();
const segment = (name) => ({ "changes.segment": name });
/** Types into the list that a key opened, and takes the first. */
const choose = (words) => async (tab) => {
  await tab.keyboard.type(words);
  await tab.keyboard.press("Enter");
};
/** Selects the first row, where none is selected yet. */
const selectOne = async (tab) => {
  if ((await tab.locator('[role="row"][aria-selected="true"]').count()) > 0) return;
  await tab.getByRole("grid").focus();
  await tab.keyboard.press("Space");
};
/** Opens one request in its panel. */
const request = (filter, act) => async (tab) => {
  const { rows } = await stage.call("request_list", { filter });
  const place = JSON.stringify({ requests: rows[0].id });
  if ((await tab.evaluate(() => localStorage.getItem("place.items"))) !== place) {
    await tab.evaluate((place) => localStorage.setItem("place.items", place), place);
    await tab.reload();
  }
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await act(tab);
};

/** Each form: the file it stands in, the view it is opened from, and how. */
const FORMS = [
  ["requests/RequestForm", { view: "requests" }, press("n")],
  ["requests/RequestForm", { view: "requests" }, then(openRow, press("e"))],
  ["requests/MoveDialog", { view: "requests" }, request({ states: ["new"] }, then(press("s"), choose("Declined by us")))],
  ["requests/ChaseDialog", { view: "requests" }, then(openRow, panel("Log chase"))],
  ["requests/FactDialog", { view: "requests" }, then(openRow, unfold(/ates/), panel("Note a day"))],
  ["requests/CorrectDayDialog", { view: "requests" }, then(openRow, unfold(/ates/), panel(/^Edit: New/))],
  ["requests/TellDialog", { view: "requests" }, request({ states: ["delivered"] }, panel("Tell them"))],
  ["request/PromiseDialog", { view: "requests" }, then(openRow, panel(/promise/i))],
  ["workarounds/WorkaroundForm", { view: "workarounds" }, press("n")],
  ["workarounds/WorkaroundForm", { view: "workarounds" }, then(openRow, press("e"))],
  ["workarounds/AgainDialog", { view: "workarounds" }, then(openRow, panel("More"), item(/It happened again/))],
  ["workarounds/EstimateDialog", { view: "workarounds" }, then(openRow, panel(/the estimate|an estimate/))],
  ["workarounds/AcceptDialog", { view: "workarounds" }, then(openRow, panel("Accept as permanent"))],
  ["workarounds/EndDialog", { view: "workarounds" }, then(openRow, panel("It ended"))],
  ["workarounds/MoreDetailForm", { view: "workarounds" }, then(openRow, unfold(/detail/i), panel(/./))],
  ["changes/ConfigChangeForm", { view: "changes", kept: segment("register") }, press("n")],
  ["changes/ConfigChangeForm", { view: "changes", kept: segment("register") }, then(openRow, press("e"))],
  ["changes/EventForm", { view: "changes", kept: segment("events") }, press("n")],
  ["changes/EventForm", { view: "changes", kept: segment("events") }, then(openRow, press("e"))],
  ["changes/QuestionForm", { view: "changes", kept: segment("needs") }, press("n")],
  ["changes/AnswerForm", { view: "changes", kept: segment("needs") }, then(openRow, panel("It is answered elsewhere now"))],
  ["changes/ShadowForm", { view: "changes", kept: segment("needs") }, button("New list")],
  ["owners/AreaForm", { view: "owners" }, button("New area")],
  ["owners/AreaForm", { view: "owners" }, (tab) => tab.locator("tr[data-area] .name").first().click()],
  ["owners/HandOverDialog", { view: "owners" }, (tab) => tab.locator("tr[data-person] .link").first().click()],
  ["settings/PersonForm", { view: "settings" }, button("+ New person")],
  ["settings/PersonForm", { view: "settings" }, button(/^Edit (?!Marlet)/)],
  ["settings/StaffingForm", { view: "settings" }, button(/^Staffing/)],
  ["workarounds/OccurrenceDialog", { view: "workarounds" }, then(openRow, panel(/^Edit: [A-Z][a-z]{2} \d/))],
  ["settings/SiteForm", { view: "settings" }, button("+ New site")],
  ["settings/SystemForm", { view: "settings" }, button("+ New system")],
  ["pulse/PulseDialog", { view: "today" }, button("Answer with hours")],
  ["vendor/AnswerForm", { view: "vendor" }, button(/what was said/i)],
  ["vendor/ContractForm", { view: "vendor" }, button(/Write the dates down|Edit the contract/)],
  ["vendor/CandidateForm", { view: "vendor", kept: { "vendor.segment": "compare" } }, button("New candidate")],
  ["request/PromiseEdit", { view: "vendor", kept: { "vendor.segment": "promises" } }, (tab) => tab.locator("ol .link").first().click()],
  ["BulkEditDialog", { view: "requests" }, then(selectOne, button(/^Edit/))],
  ["SavedViewsChip", { view: "requests" }, then(button(/Saved views|Views/), (tab) => tab.getByText(/Save this view|Save what is shown/).first().click())],
];

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

const seen = {};
for (const [name, options, act] of FORMS) {
  seen[name] = (seen[name] ?? 0) + 1;
  test(`${name}${seen[name] > 1 ? ", of a thing that is there" : ""}: what was typed stays`, async () => {
    const { tab, complaints, close } = await open(stage, options);
    await act(tab);
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
    if (seen[name] > 1) await tab.mouse.click(4, 4);
    else await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await settled(tab);
    await act(tab);
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
}
