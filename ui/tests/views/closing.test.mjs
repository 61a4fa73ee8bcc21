import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start, startClinic } from "./harness.mjs";

/** Closing, merging and throwing away requests that somebody asked for: nothing is refused in silence, and nobody is forgotten. */
let stage, asker;
before(async () => {
  stage = await start({ sample: false });
  const clinic = { clinic: "Larkmoor Family Health", time_zone: "America/Denver", ehr: "Marlet EHR", vendor: "Marlet" };
  await stage.call("first_run", { ...clinic, go_live: "2026-01-31" });
  asker = (await stage.call("save", { kind: "person", set: { name: "Ana Ruiz", role: "nurse" } })).id;
});
after(() => stage?.stop());

const ask = async (title, set = {}) =>
  (await stage.call("save", { kind: "request", set: { title, kind: "workflow", requester: { ref: asker }, ...set } })).id;
const detail = (id) => stage.call("request_detail", { id });
const opened = (id, more = {}) => open(stage, { view: "requests", kept: { "place.items": { requests: id } }, ...more });

async function choose(tab, title, state) {
  await tab.getByRole("complementary").getByRole("heading", { name: title }).first().waitFor();
  await settled(tab);
  await tab.keyboard.press("s");
  await tab.getByRole("combobox", { name: "Change the state" }).fill(state);
  await tab.keyboard.press("Enter");
  return tab.getByRole("dialog");
}

test("declining without having told whoever asked says so beside the tick box, and the keys stand on it", async () => {
  const id = await ask("Fax cover prints twice");
  const { tab, complaints, close } = await opened(id);
  const dialog = await choose(tab, "Fax cover prints twice", "Declined by us");
  await dialog.getByLabel("Why").fill("Not worth it");
  await dialog.getByRole("button", { name: "Declined by us" }).click();
  await dialog.getByText("Nothing closes before whoever asked was told.").waitFor();
  const told = dialog.getByRole("checkbox", { name: "The requester has been told" });
  await becomes(() => told.evaluate((box) => box === document.activeElement && box.getAttribute("aria-invalid")), "true");
  assert.equal((await detail(id)).row.state, "new");
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.press("Space");
  await dialog.getByRole("button", { name: "Declined by us" }).click();
  await tab.getByRole("status").filter({ hasText: "Undo" }).waitFor();
  assert.equal((await detail(id)).row.state, "declined_clinic");
  assert.deepEqual(complaints, []);
  await close();
});

test("told before the delivery is not told of it, and closing asks whether it holds", async () => {
  const id = await ask("Refill queue");
  await stage.call("fact_add", { request: id, fact: "told_requester", note: "no date yet" });
  await stage.call("move_request", { id, state: "delivered" });
  const { tab, close } = await opened(id);
  const panel = tab.getByRole("complementary");
  await panel.getByText("The requester has not been told that it was delivered.").waitFor();
  await panel.getByRole("button", { name: /^Tell them/ }).click();
  await tab.getByRole("dialog").getByRole("button", { name: "I told them" }).click();
  await panel.getByText("Everyone was told. Close it once they say that it holds.").waitFor();
  await panel.getByRole("button", { name: "Close" }).click();
  const dialog = tab.getByRole("dialog");
  await dialog.getByRole("button", { name: "Verified" }).click();
  await dialog.getByText("Verified means that they say so.").waitFor();
  assert.equal((await detail(id)).row.state, "delivered");
  await dialog.getByRole("checkbox", { name: "The people who asked say that it holds" }).check();
  await dialog.getByRole("button", { name: "Verified" }).click();
  await panel.getByText("Closed").first().waitFor();
  assert.equal((await detail(id)).row.state, "verified");
  await close();
});

test("the filled button is what comes next: a chase while it is open, to tell of the delivery, to close; nothing once closed", async () => {
  const id = await ask("Label printer");
  const { tab, complaints, close } = await opened(id);
  const panel = tab.getByRole("complementary");
  const filled = () => panel.locator(".btn.primary").evaluateAll((buttons) => buttons.map((button) => button.textContent.trim()));
  const changed = () =>
    tab.evaluate(() => {
      const other = new BroadcastChannel("keepalive");
      other.postMessage({ changed: ["request_state", "request_fact"] });
      other.close();
    });
  await becomes(filled, ["Log chase"]);
  await stage.call("move_request", { id, state: "delivered" });
  await changed();
  await becomes(filled, ["Tell them"]);
  await panel.getByRole("button", { name: "Log chase" }).waitFor();
  assert.deepEqual(await violations(tab), []);
  await stage.call("fact_add", { request: id, fact: "told_requester" });
  await changed();
  await becomes(filled, ["Close"]);
  await stage.call("move_request", { id, state: "verified", told: true });
  await changed();
  await panel.getByRole("button", { name: "Reopen" }).waitFor();
  await becomes(filled, []);
  assert.deepEqual(complaints, []);
  await close();
});

test("who asked was told on an earlier day, and not on one to come", async () => {
  const id = await ask("Told on Monday");
  const wasOn = async (state, day) => stage.call("correct_day", { id: (await detail(id)).states.find((row) => row.state === state).id, day });
  await wasOn("new", "2026-11-20");
  await stage.call("move_request", { id, state: "delivered" });
  await wasOn("delivered", "2026-11-24");
  const { tab, complaints, close } = await opened(id);
  const panel = tab.getByRole("complementary");
  await panel.getByRole("button", { name: /^Tell them/ }).click();
  const dialog = tab.getByRole("dialog");
  await dialog.getByLabel("When they were told").fill("2027-01-15");
  await dialog.getByRole("button", { name: "I told them" }).click();
  await dialog.getByText("This has not happened yet.").waitFor();
  await dialog.getByLabel("When they were told").fill("2026-11-30");
  await dialog.getByRole("button", { name: "I told them" }).click();
  await dialog.waitFor({ state: "detached" });
  await panel.getByText("What happened, and when", { exact: true }).click();
  await panel.getByRole("listitem").filter({ hasText: /Nov 30, 2026\s*Told the requester/ }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("who asked, and who answers for it at the vendor, is written down in the form and put right there", async () => {
  await stage.call("save", { kind: "person", set: { name: "Kim Osei", role: "vendor" } });
  await stage.call("save", { kind: "person", set: { name: "Rosa Diaz", role: "biller" } });
  const { tab, complaints, close } = await open(stage, { view: "requests" });
  await tab.keyboard.press("n");
  const dialog = tab.getByRole("dialog");
  await dialog.getByLabel("What should change").fill("A field for the plan");
  await dialog.getByLabel("Who asked").selectOption({ label: "Rosa Diaz" });
  await dialog.getByLabel("Contact at the vendor").selectOption({ label: "Kim Osei" });
  await tab.keyboard.press("Enter");
  const panel = tab.getByRole("complementary");
  await panel.getByText("Rosa Diaz (asked)").waitFor();
  const id = (await stage.call("search", { text: "A field for the plan" }))[0].id;
  assert.equal((await detail(id)).vendor_contact.name, "Kim Osei");
  await panel.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByLabel("Who asked").selectOption({ label: "Ana Ruiz" });
  assert.equal(await dialog.getByLabel("EHR system").count(), 0, "there is one");
  assert.deepEqual(await violations(tab), []);
  await dialog.getByRole("button", { name: "Save" }).click();
  await panel.getByText("Ana Ruiz (asked)").waitFor();
  assert.equal((await detail(id)).vendor_contact.name, "Kim Osei");
  assert.deepEqual(complaints, []);
  await close();
});

test("where nobody has said who sits here, the weekly answer asks for it, and what needs it leads there", async () => {
  const id = await ask("Who else wants this");
  const { tab, complaints, close } = await opened(id);
  await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
  await tab.keyboard.press("+");
  await tab.locator(".toast").getByRole("button", { name: "Who sits here" }).click();
  await becomes(() => tab.evaluate(() => document.activeElement?.id), "desk-head");
  await tab.keyboard.press("Control+1");
  await tab.getByRole("button", { name: "Answer with hours" }).click();
  const dialog = tab.getByRole("dialog");
  const seated = async () => (await stage.call("app_state")).desk?.name ?? null;
  // A key that steps through the names chooses nobody until somebody says so.
  await dialog.getByLabel("Who sits here").focus();
  await tab.keyboard.press("ArrowDown");
  await dialog.getByLabel("Who sits here").selectOption({ label: "Choose a name" });
  await dialog.getByText("This computer remembers it.").waitFor();
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByText("Choose who sits here.").waitFor();
  await dialog.getByLabel("Who sits here").selectOption({ label: "Ana Ruiz" });
  await settled(tab);
  assert.equal(await seated(), null);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await tab.getByRole("dialog", { name: "Weekly answer of Ana Ruiz" }).getByLabel("Hours in the EHR outside scheduled time").waitFor();
  assert.equal(await seated(), "Ana Ruiz");
  await becomes(() => tab.evaluate(() => document.activeElement?.id), "pulse-outside");
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Control+,");
  const card = tab.getByRole("region", { name: "This computer" });
  await card.getByLabel("Who sits here").selectOption({ label: "Rosa Diaz" });
  assert.equal(await seated(), "Ana Ruiz", "nothing is kept before somebody says so");
  await card.getByRole("button", { name: "Save" }).click();
  await tab.getByRole("status").filter({ hasText: "Rosa Diaz sits at this computer now." }).waitFor();
  await card.getByRole("button", { name: "Save" }).waitFor({ state: "detached" });
  assert.equal(await seated(), "Rosa Diaz");
  await stage.call("settings_set", { desk: null });
  assert.deepEqual(complaints, []);
  await close();
});

test("nothing to report asks who sits here where nobody has said so, and is noted for them in the same go", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  const nothing = tab.getByRole("button", { name: "Nothing to report this week" });
  const dialog = tab.getByRole("dialog", { name: "Nothing to report this week" });
  await nothing.press("Enter");
  await dialog.getByLabel("Who sits here").waitFor();
  assert.deepEqual(await violations(tab), []);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("Choose who sits here.").waitFor();
  assert.equal((await stage.call("app_state")).desk, null);
  await dialog.getByLabel("Who sits here").selectOption({ label: "Rosa Diaz" });
  // Twice, as an impatient hand does: it is one answer, and its own words stay.
  await dialog.getByRole("button", { name: "Save" }).evaluate((button) => {
    button.click();
    button.click();
  });
  await dialog.waitFor({ state: "detached" });
  await tab.getByRole("status").filter({ hasText: "Nothing to report this week: saved for Rosa Diaz" }).waitFor();
  assert.equal((await stage.call("app_state")).desk.name, "Rosa Diaz");
  const [week] = (await stage.call("pulse_weeks", { person: null })).weeks;
  assert.equal(week.answered, true);
  await becomes(() => nothing.evaluate((button) => button === document.activeElement), true);
  await stage.call("undo");
  await stage.call("settings_set", { desk: null });
  assert.deepEqual(complaints, []);
  await close();
});

test("where nobody is written down yet, whoever has nothing to report gives a name on the way", async (t) => {
  const empty = await startClinic();
  t.after(() => empty.stop());
  const { tab, complaints, close } = await open(empty, { view: "today" });
  await tab.getByRole("button", { name: "Nothing to report this week" }).click();
  const dialog = tab.getByRole("dialog", { name: "Nothing to report this week" });
  await becomes(() => tab.evaluate(() => document.activeElement?.id), "pulse-name");
  await tab.keyboard.press("Enter");
  await dialog.getByText("This cannot be empty.").waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.type("Lena Ortiz");
  await tab.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await tab.getByRole("status").filter({ hasText: "saved for Lena Ortiz" }).waitFor();
  const { people } = await empty.call("catalogue");
  assert.deepEqual(people.map((person) => [person.name, person.role]), [["Lena Ortiz", "staff"]]);
  assert.equal((await empty.call("app_state")).desk.name, "Lena Ortiz");
  assert.deepEqual(complaints, []);
  await close();
});

test("what was merged into a request that goes to the trash is told of, and its panel says where it is", async () => {
  const stays = await ask("Recall list");
  const merged = await ask("List of recalls");
  await stage.call("merge_requests", { ids: [merged], into: stays });
  await stage.call("delete", { ids: [stays] });
  const { tab, close } = await opened(merged);
  await tab.getByText("That one is in the trash, so neither is in any list.").waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.press("Control+Alt+z");
  const dialog = tab.getByRole("dialog", { name: "What was done" });
  await dialog.getByText("Moved “Recall list” to the trash. One request merged into it goes from the lists with it").first().waitFor();
  await close();
});

test("a safety request merged into another makes that one a safety item, and its form says what it is itself", async () => {
  const stays = await ask("Abnormal results");
  await stage.call("merge_requests", { ids: [await ask("Results nobody saw", { safety: true })], into: stays });
  const { tab, close } = await opened(stays);
  const panel = tab.getByRole("complementary");
  await panel.getByText("Safety", { exact: true }).first().waitFor();
  await settled(tab);
  await tab.keyboard.press("e");
  const dialog = tab.getByRole("dialog", { name: "Edit the request" });
  await becomes(() => dialog.locator("#request-safety").isChecked(), false);
  await close();
});

test("a restore stands in What was done, and is taken back from there", async () => {
  await stage.call("backup_now");
  const id = await ask("Written after the copy");
  const [copy] = (await stage.call("backups")).copies;
  await stage.call("backup_restore", { name: copy.name });
  const { tab, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+Alt+z");
  const dialog = tab.getByRole("dialog", { name: "What was done" });
  await dialog.getByText("Restored a backup").first().waitFor();
  assert.equal(await dialog.getByText("Nothing was done on this computer yet.").count(), 0);
  assert.deepEqual(await violations(tab), []);
  await dialog.getByRole("button", { name: "Undo Restored a backup" }).click();
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.equal((await detail(id)).row.title, "Written after the copy");
  await close();
});

test("a delivery asks whether the workaround has stopped, and somebody says so", async () => {
  const { id: request } = await stage.call("save", { kind: "request", set: { title: "Recall list by date", kind: "workflow" } });
  const set = { title: "Keep recalls in a notebook", break: "reporting", started: "2026-09-01" };
  const { id } = await stage.call("save", { kind: "workaround", set });
  await stage.call("link", { request, workaround: id });
  const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "place.items": { workarounds: id } } });
  const panel = tab.getByRole("complementary");
  await panel.getByRole("button", { name: "It ended" }).waitFor();
  await stage.call("move_request", { id: request, state: "delivered" });
  await tab.reload();
  await panel.getByText(/was delivered\. Does anybody still do this\?/).waitFor();
  await panel.getByRole("button", { name: "Verified: it stopped" }).press("Enter");
  const dialog = tab.getByRole("dialog", { name: "Verified that it stopped" });
  await dialog.getByLabel("Who looked, and how it was seen").fill("Front desk: no notebook since Monday");
  assert.deepEqual(await violations(tab), []);
  await dialog.getByRole("button", { name: "Verified: it stopped" }).press("Enter");
  await panel.getByRole("button", { name: "It is back in use" }).waitFor();
  await becomes(async () => (await stage.call("workaround_detail", { id })).row.stage, "retired");
  assert.deepEqual(complaints, []);
  await close();
});

test("that a workaround goes on is said by one press, and quiets the question", async () => {
  const { id: request } = await stage.call("save", { kind: "request", set: { title: "Send faxes from the chart", kind: "workflow" } });
  const { id } = await stage.call("save", { kind: "workaround", set: { title: "Walk to the fax", break: "drift", started: "2026-09-01" } });
  await stage.call("link", { request, workaround: id });
  await stage.call("move_request", { id: request, state: "delivered" });
  const day = new Date(Date.parse((await stage.call("today")).today) - 9 * 86_400_000).toISOString().slice(0, 10);
  for (const state of (await stage.call("request_detail", { id: request })).states) await stage.call("correct_day", { id: state.id, day });
  const { tab, complaints, close } = await open(stage, { view: "workarounds", kept: { "place.items": { workarounds: id } } });
  const panel = tab.getByRole("complementary");
  await panel.getByText(/was delivered 9 days ago\. Does anybody still do this\?/).waitFor();
  await panel.getByRole("button", { name: "Still used" }).press("Enter");
  await panel.getByText(/was delivered 9 days ago, and it goes on: last written down on/).waitFor();
  assert.equal(await panel.getByRole("button", { name: "Still used" }).count(), 0);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});
