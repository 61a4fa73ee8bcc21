/** What several requests or workarounds get together: each field the form of one has that makes sense for many, by keys, undone at once. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, startClinic } from "./harness.mjs";

let stage, ana, rosa;
before(async () => {
  stage = await startClinic();
  const person = async (name) => (await stage.call("save", { kind: "person", set: { name, role: "nurse" } })).id;
  [ana, rosa] = [await person("Ana Ruiz"), await person("Rosa Diaz")];
});
after(() => stage?.stop());

/** Two of a kind, selected in their list, with the form for both open. */
async function editTwo(kind, word, options = {}) {
  const set = kind === "request" ? { kind: "workflow", requester: { ref: ana } } : { break: "drift", started: "2026-09-01" };
  const ids = [];
  for (const nth of [1, 2]) ids.push((await stage.call("save", { kind, set: { title: `${word} number ${nth}`, ...set } })).id);
  const list = `${kind}s`;
  const page = await open(stage, { view: list, kept: { [`${list}.filter`]: { standing: "open", text: word }, [`${list}.group`]: "none" }, ...options });
  const { tab } = page;
  await tab.getByRole("grid").focus();
  await tab.locator(".row.active").waitFor();
  for (const nth of [1, 2]) {
    await tab.keyboard.press("Space");
    await becomes(() => tab.locator(".row.picked").count(), nth);
    await tab.keyboard.press("j");
  }
  await tab.keyboard.press("e");
  const dialog = tab.getByRole("dialog");
  await dialog.waitFor();
  const fields = async (names) =>
    Promise.all(ids.map(async (id) => {
      const { fields: all } = await stage.call("entity", { id });
      return names.map((name) => all[name] ?? null);
    }));
  return { ...page, ids, dialog, fields };
}
const both = (values) => [values, values];

test("two workarounds get a day they are meant to end, and why people work around, in one act", async () => {
  const { tab, dialog, fields, complaints, close } = await editTwo("workaround", "Bulkend");
  await dialog.getByLabel("Why people work around").selectOption({ index: 1 });
  await dialog.getByLabel("Could it be avoided?").selectOption({ label: "Yes" });
  await dialog.getByLabel("Was it planned?").selectOption({ label: "No" });
  await dialog.getByLabel("Meant to end on", { exact: true }).selectOption({ label: "On this day" });
  const day = dialog.getByLabel("Meant to end on: the day");
  await day.waitFor();
  await dialog.getByRole("button", { name: "Change all 2" }).press("Enter");
  await dialog.getByText("This cannot be empty.").waitFor();
  await becomes(() => day.evaluate((field) => field === document.activeElement && field.getAttribute("aria-invalid")), "true");
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.type("2027-02-01");
  await tab.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  const names = ["expected_end", "avoidable", "planned"];
  assert.deepEqual(await fields(names), both(["2027-02-01", true, false]));
  assert.ok((await fields(["rationale"])).every(([rationale]) => rationale !== null));
  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.deepEqual(await fields([...names, "rationale"]), both([null, null, null, null]));
  assert.deepEqual(complaints, []);
  await close();
});

test("two workarounds are accepted together only with who decided and when it is looked at again", async () => {
  const { tab, dialog, fields, complaints, close } = await editTwo("workaround", "Bulkaccept");
  await dialog.getByLabel("Accept as permanent").selectOption({ label: "Yes" });
  await dialog.getByLabel("Who decided").waitFor();
  await dialog.getByRole("button", { name: "Change all 2" }).press("Enter");
  await becomes(() => dialog.getByText("This cannot be empty.").count(), 2);
  assert.deepEqual(await fields(["acceptable"]), both([null]));
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(tab), []);
  }
  await dialog.getByLabel("Who decided").selectOption({ label: "Ana Ruiz" });
  await dialog.getByLabel("Review on").fill("2027-06-01");
  await dialog.getByLabel("Why", { exact: true }).fill("Nothing better is sold");
  await dialog.getByRole("button", { name: "Change all 2" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  const { today } = await stage.call("app_state");
  assert.deepEqual(
    await fields(["acceptable", "acceptable_why", "accepted_by", "accepted_on", "review_on"]),
    both([true, "Nothing better is sold", { ref: ana }, today, "2027-06-01"]),
  );
  assert.deepEqual(complaints, []);
  await close();
});

test("two workarounds end on one day, and are in use again together", async () => {
  const { tab, ids, dialog, fields, complaints, close } = await editTwo("workaround", "Bulkover");
  await dialog.getByLabel("It ended", { exact: true }).selectOption({ label: "On this day" });
  await dialog.getByLabel("It ended: the day").fill("2026-11-30");
  await tab.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(await fields(["ended"]), both(["2026-11-30"]));
  assert.equal((await stage.call("workaround_detail", { id: ids[0] })).row.stage, "retired");
  assert.deepEqual(complaints, []);
  await close();
});

test("two requests get another requester, or none", async () => {
  const { tab, dialog, fields, complaints, close } = await editTwo("request", "Bulkasker");
  assert.deepEqual(await fields(["requester"]), both([{ ref: ana }]));
  await dialog.getByLabel("Who asked").selectOption({ label: "Rosa Diaz" });
  await dialog.getByRole("button", { name: "Change all 2" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(await fields(["requester"]), both([{ ref: rosa }]));
  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.deepEqual(await fields(["requester"]), both([{ ref: ana }]));
  assert.deepEqual(complaints, []);
  await close();
});

test("the form for several speaks Spanish", async () => {
  const { tab, dialog, close } = await editTwo("workaround", "Bulkhabla", { language: "es" });
  const words = await dialog.innerText();
  for (const english of ["No change", "Not said", "On this day", "the day"]) assert.ok(!words.includes(english), english);
  assert.equal(await dialog.getByText("En este día").count() > 0, true);
  await tab.keyboard.press("Escape");
  await close();
});
