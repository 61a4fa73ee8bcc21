/**
 * Every form of the screens and how a person opens it, one list for whoever looks at all of them: what they keep, axe, the
 * pictures. Each: the file it stands in, what `open` is told, and what is done then with the page and the program behind it.
 */
import { settled } from "./harness.mjs";

const press = (...keys) => async (tab) => {
  for (const each of keys) await tab.keyboard.press(each);
};
const button = (name) => (tab) => tab.getByRole("button", { name }).first().click();
/** One after the other. */
const then = (...acts) => async (tab, stage) => {
  for (const act of acts) {
    await act(tab, stage);
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
const request = (filter, act) => async (tab, stage) => {
  const { rows } = await stage.call("request_list", { filter });
  const place = JSON.stringify({ requests: rows[0].id });
  if ((await tab.evaluate(() => localStorage.getItem("place.items"))) !== place) {
    await tab.evaluate((place) => localStorage.setItem("place.items", place), place);
    await tab.reload();
  }
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await act(tab, stage);
};

/** Somebody of the clinic sits at this desk, as most forms want it. */
export async function sitDown(stage) {
  const { people } = await stage.call("catalogue");
  await stage.call("settings_set", { desk: people.find((person) => person.active && !person.vendor).id });
}

export const FORMS = [
  ["requests/RequestForm", { view: "requests" }, press("n")],
  ["requests/RequestForm", { view: "requests" }, then(openRow, press("e"))],
  ["requests/MoveDialog", { view: "requests" }, request({ states: ["new"] }, then(press("s"), choose("Declined by us")))],
  ["requests/ChaseDialog", { view: "requests" }, then(openRow, panel("Log chase"))],
  ["requests/FactDialog", { view: "requests" }, then(openRow, unfold(/What happened/), panel("Note a day"))],
  ["requests/CorrectDayDialog", { view: "requests" }, then(openRow, unfold(/What happened/), panel(/^Edit: New/))],
  ["requests/TellDialog", { view: "requests" }, request({ states: ["delivered"] }, panel("Tell them"))],
  ["request/PromiseDialog", { view: "requests" }, then(openRow, panel(/promise/i))],
  ["workarounds/WorkaroundForm", { view: "workarounds" }, press("n")],
  ["workarounds/WorkaroundForm", { view: "workarounds" }, then(openRow, press("e"))],
  ["workarounds/AgainDialog", { view: "workarounds" }, then(openRow, panel("More"), item(/It happened again/))],
  ["workarounds/EstimateDialog", { view: "workarounds" }, then(openRow, panel(/the estimate|an estimate/))],
  ["workarounds/AcceptDialog", { view: "workarounds" }, then(openRow, panel("Accept as permanent"))],
  ["workarounds/EndDialog", { view: "workarounds" }, then(openRow, panel("It ended"))],
  ["workarounds/MoreDetailForm", { view: "workarounds" }, then(openRow, unfold("More detail"), panel("Edit more detail"))],
  ["changes/ConfigChangeForm", { view: "changes", kept: segment("register") }, press("n")],
  ["changes/ConfigChangeForm", { view: "changes", kept: segment("register") }, then(openRow, press("e"))],
  ["changes/EventForm", { view: "changes", kept: segment("events") }, press("n")],
  ["changes/EventForm", { view: "changes", kept: segment("events") }, then(openRow, press("e"))],
  ["changes/QuestionForm", { view: "changes", kept: segment("needs") }, press("n")],
  ["changes/AnswerForm", { view: "changes", kept: segment("needs") }, then(openRow, panel("Say where it is answered now"))],
  ["changes/ShadowForm", { view: "changes", kept: segment("needs") }, button("New list")],
  ["owners/AreaForm", { view: "owners" }, button("New area")],
  ["owners/AreaForm", { view: "owners" }, (tab) => tab.locator("tr[data-area] .name").first().click()],
  ["owners/HandOverDialog", { view: "owners" }, (tab) => tab.locator("tr[data-person] .link").first().click()],
  ["settings/PersonForm", { view: "settings" }, button("+ New person")],
  ["settings/PersonForm", { view: "settings" }, (tab) => tab.getByRole("region", { name: "People" }).getByRole("button", { name: /^Edit/ }).first().click()],
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

/** What a form of the list is called where it is looked at: some are there for a new thing and for one that is there. */
export const nameOfForm = (at) => {
  const [name] = FORMS[at];
  return FORMS.slice(0, at).some(([before]) => before === name) ? `${name}, of a thing that is there` : name;
};
