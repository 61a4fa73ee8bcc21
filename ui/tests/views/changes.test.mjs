import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

/** One thing of a kind in the sample clinic, by its list. */
const first = async (list) => (await stage.call(list)).rows[0];

test("a configuration change is written down by keyboard and stands first", async () => {
  const { tab, complaints, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+6");
  await tab.getByRole("heading", { name: "Changes", level: 1 }).waitFor();
  await tab.keyboard.press("n");
  await tab.getByLabel("What was changed").fill("Recall letter");
  await tab.getByLabel("Before", { exact: true }).fill("Paper");
  await tab.getByLabel("After", { exact: true }).fill("Portal message");
  await tab.getByLabel("Changed on").press("Enter");
  const panel = tab.getByRole("complementary");
  await panel.getByRole("heading", { name: "Recall letter" }).waitFor();
  const row = await first("change_list");
  assert.deepEqual([row.item, row.before, row.after, row.on], ["Recall letter", "Paper", "Portal message", "2026-12-03"]);
  await panel.getByText("Nobody has said yet that it does what it should.").waitFor();
  await tab.keyboard.press("Escape");
  await becomes(() => panel.count(), 0);
  await tab.keyboard.press("Control+z");
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.notEqual((await first("change_list")).item, "Recall letter");
  assert.deepEqual(complaints, []);
  await close();
});

test("the register is narrowed by what is due, not verified, and by words", async () => {
  const { tab, close } = await open(stage, { view: "changes" });
  const all = (await stage.call("change_list")).total;
  await tab.getByRole("button", { name: "Review due" }).click();
  const due = await stage.call("change_list", { filter: { review_due: true } });
  await tab.getByText(`${due.total} configuration changes`).waitFor();
  assert.ok(due.total < all);
  await tab.getByRole("button", { name: "Review due" }).click();
  await tab.getByLabel("Find in this list").fill("the");
  const found = await stage.call("change_list", { filter: { text: "the" } });
  assert.ok(found.total > 1 && found.total < all, `${found.total} of ${all}`);
  await tab.getByText(`${found.total} configuration changes`).waitFor();
  await close();
});

test("an event says what it does to the control limits", async () => {
  const { tab, close } = await open(stage, { view: "changes", kept: { "changes.segment": "events" } });
  await tab.getByText("Marlet 9.2").click();
  const panel = tab.getByRole("complementary");
  await panel.getByText("control charts begin a new stretch").waitFor();
  await tab.keyboard.press("e");
  const box = tab.getByRole("checkbox", { name: "Control limits start again here" });
  assert.equal(await box.isChecked(), true);
  await close();
});

test("a question is answered elsewhere, and its days without an answer stop", async () => {
  const { id, text } = await first("question_list");
  const { tab, close } = await open(stage, { view: "changes", kept: { "changes.segment": "needs" } });
  await tab.locator(`[data-row="${id}"]`).click();
  const panel = tab.getByRole("complementary");
  await panel.getByRole("heading", { name: text }).waitFor();
  const unanswered = (await stage.call("question_detail", { id })).row.unanswered_days;
  await panel.getByRole("button", { name: "Say where it is answered now" }).click();
  const where = tab.getByLabel("Where it is answered").last();
  assert.equal(await where.locator("option:checked").textContent(), "Choose", "nobody has said it yet");
  await tab.getByRole("button", { name: "Save", exact: true }).click();
  await becomes(() => where.getAttribute("aria-invalid"), "true");
  assert.equal((await stage.call("question_detail", { id })).row.unanswered_days, unanswered);
  await where.selectOption("ehr");
  await tab.getByRole("button", { name: "Save", exact: true }).click();
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  const { row } = await stage.call("question_detail", { id });
  assert.deepEqual([row.answered_in, row.since], ["ehr", "2026-12-03"]);
  assert.equal(row.unanswered_days, unanswered - 1, "today is answered now");
  await close();
});

for (const theme of ["light", "dark"]) {
  for (const [segment, kind, list] of [
    ["register", "config_change", "change_list"],
    ["events", "event", "event_list"],
    ["needs", "question", "question_list"],
    ["needs", "shadow_record", "shadow_list"],
  ]) {
    test(`${kind} with the panel and its form, ${theme}`, async () => {
      const { id } = await first(list);
      const { tab, complaints, close } = await open(stage, {
        view: "changes",
        theme,
        kept: { "changes.segment": segment, "place.items": { changes: `${kind}:${id}` } },
      });
      await tab.getByRole("complementary").getByRole("heading", { level: 2 }).waitFor();
      assert.deepEqual(await violations(tab), []);
      await tab.keyboard.press("e");
      await tab.getByRole("dialog").waitFor();
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}

test("from a request: what was changed for it, and a corrected day that moves its clocks", async () => {
  const { id, title } = await first("request_list");
  const { tab, close } = await open(stage, { view: "requests", kept: { "place.items": { requests: id } } });
  const panel = tab.getByRole("complementary");
  await panel.getByRole("button", { name: "Record what was changed" }).click();
  await tab.getByLabel("What was changed").fill("Routing of refills");
  await tab.getByRole("dialog").getByText(title).waitFor();
  await tab.getByRole("button", { name: "Save", exact: true }).click();
  await panel.getByRole("button", { name: "Routing of refills" }).waitFor();
  const { rows } = await stage.call("change_list", { filter: { request: id } });
  assert.equal(rows[0]?.item, "Routing of refills");

  const before = await stage.call("request_detail", { id });
  await panel.getByText("What happened, and when", { exact: true }).click();
  await panel.getByRole("button", { name: /^Edit: / }).first().click();
  // The first state, a day earlier: later ones stay in their order.
  await tab.getByLabel("The day it was").press("ArrowDown");
  await tab.getByRole("button", { name: "Save", exact: true }).click();
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  const after = await stage.call("request_detail", { id });
  assert.ok(after.opened_at < before.opened_at);
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  await close();
});

test("the weekly answer with hours, from Today, and a week gone by", async () => {
  const [person] = (await stage.call("catalogue")).people.filter((one) => one.active && !one.vendor);
  await stage.call("settings_set", { desk: person.id });
  const { tab, close } = await open(stage, { view: "today" });
  await tab.getByRole("button", { name: "Answer with hours" }).click();
  await tab.getByLabel("Hours in the EHR outside scheduled time").fill("2.5");
  await tab.getByLabel("Scheduled patient hours").fill("28");
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Save", exact: true }).click();
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  const [week] = (await stage.call("pulse_weeks", { person: person.id })).weeks;
  assert.deepEqual([week.answered, week.ehr_hours_outside, week.scheduled_hours], [true, 2.5, 28]);
  await close();
});

test("a workaround's later detail is written down and stands in its panel", async () => {
  const { id } = await first("workaround_list");
  const { tab, close } = await open(stage, { view: "workarounds", kept: { "place.items": { workarounds: id } } });
  const panel = tab.getByRole("complementary");
  await panel.getByText("More detail", { exact: true }).click();
  await panel.getByRole("button", { name: "Edit more detail" }).click();
  await tab.getByText("What you know of why people do it and what it changes.").waitFor();
  await tab.getByLabel("Why people work around").selectOption("memory_aid");
  await tab.getByRole("group", { name: "Safety" }).getByLabel("Patient").selectOption("worse");
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Save", exact: true }).click();
  await panel.getByText("It helps to remember", { exact: true }).waitFor();
  const detail = await stage.call("workaround_detail", { id });
  assert.deepEqual([detail.rationale, detail.effects.safety_patient, detail.effects.safety_staff], ["memory_aid", "worse", null]);
  await close();
});
