import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, start } from "./harness.mjs";
import { picked } from "./pick_file.mjs";

let stage;
const folder = mkdtempSync(join(tmpdir(), "keepalive-import-"));
before(async () => {
  stage = await start();
});
after(async () => {
  await stage?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Rows of a tracker, made up: one is refused for its state, one for its date. */
const TICKETS = `number,short_description,state,opened_at,category,assigned_to
INC9000001,Quillfax cover prints twice,New,29-10-2026 08:16,Interfaces,?
INC9000002,No-show list before 7:30,Parked,30-10-2026 09:00,Reports,Resolver 9
INC9000003,Refill inbox,New,soon,Interfaces,?
`;

/** Waits until so many lines are new and so many refused: every change looks at the file again. */
async function fates(tab, fresh, refused) {
  for (const [name, lines] of [["New", fresh], ["Refused", refused]]) {
    await tab.locator("dl div", { hasText: name }).locator("dd", { hasText: new RegExp(`^${lines}$`) }).waitFor();
  }
}

test("a tracker's file is matched, put right, imported and taken back as a new user would", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import" });
  await picked(tab, folder, "tickets.csv", TICKETS);
  await becomes(() => tab.getByLabel("Columns as in").inputValue(), "servicenow");
  await becomes(() => tab.getByLabel("What “short_description” becomes").inputValue(), "title");
  await fates(tab, 1, 2);

  await tab.getByLabel("What “Parked” becomes in State").selectOption("triaged");
  await fates(tab, 2, 1);
  assert.equal(await tab.locator(".bar .btn.primary").getAttribute("aria-disabled"), "true");
  await tab.getByLabel("Leave out the refused lines and import the rest").check();
  await tab.locator(".bar .btn.primary").click();
  await tab.getByRole("heading", { name: "Imported from tickets.csv" }).waitFor();
  assert.equal((await stage.call("search", { text: "quillfax" })).length, 1);

  await tab.getByRole("button", { name: "Undo the import" }).first().click();
  await tab.getByRole("status").filter({ hasText: "Undone" }).waitFor();
  assert.equal((await stage.call("search", { text: "quillfax" })).length, 0);
  // The page no longer claims what is not so, and the same file can be looked at again.
  await tab.getByRole("heading", { name: "The import of tickets.csv was undone" }).waitFor();
  await becomes(() => tab.getByRole("heading", { name: "Imported from tickets.csv" }).count(), 0);
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Look at it again" }).click();
  await fates(tab, 2, 1);
  assert.deepEqual(complaints, []);
  await close();
});

test("dates that may be read two ways are asked about where the eyes are, and nothing is counted before", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import" });
  await picked(tab, folder, "days.csv", "number,short_description,state,opened_at\nINC1,Fax,New,03/04/2026\nINC2,Recall list,New,05/06/2026\n");
  const said = tab.locator(".sum b");
  await said.filter({ hasText: "Nothing can be read yet: No date tells whether the day or the month comes first" }).waitFor();
  assert.equal(await tab.locator("dl div", { hasText: "Unchanged" }).count(), 0);
  await tab.getByRole("button", { name: "Choose how days are written", exact: true }).click();
  assert.equal(await tab.evaluate(() => document.activeElement?.id), "import-dates");
  await tab.getByLabel("Days are written").selectOption("mdy");
  await said.filter({ hasText: "2 new" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("lines that contradict each other are named, and the ones left over say how they are written", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import" });
  await picked(tab, folder, "mixed.csv", "number,short_description,state,opened_at\nINC1,Fax,New,03/04/2026\nINC2,Recall list,New,13/06/2026\nINC3,Refills,New,06/14/2026\n");
  const said = tab.locator(".sum b");
  await said.filter({ hasText: "Line 3 can only be day first, line 4 only month first. Choose how days are written" }).waitFor();
  await tab.getByRole("button", { name: "Choose how days are written", exact: true }).click();
  await becomes(() => tab.evaluate(() => document.activeElement?.id), "import-dates");
  await tab.getByLabel("Days are written").selectOption("mdy");
  await fates(tab, 2, 1);
  await tab.getByRole("cell", { name: "“13/06/2026” is written the other way round: day first. The file is read month first." }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("a column in doubt between two that contradict each other names them with a line of each", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import" });
  const head = "number,short_description,state,opened_at,resolved_at,closed_at";
  await picked(tab, folder, "between.csv", `${head}\nINC1,Fax,New,03/04/2026,13/04/2026,\nINC2,Recall list,New,03/05/2026,,04/25/2026\n`);
  const said = tab.locator(".sum b");
  await said.filter({ hasText: "“Delivered on” in line 2 can only be day first, “Closed on” in line 3 only month first." }).waitFor();
  await tab.getByRole("button", { name: "Choose how days are written", exact: true }).click();
  await becomes(() => tab.evaluate(() => document.activeElement?.id), "import-dates");
  assert.deepEqual(complaints, []);
  await close();
});

test("a day after today comes in as it stands, and is said before", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import" });
  await picked(tab, folder, "ahead.csv", "number,short_description,state,opened_at\nINC7,Fax,New,2029-03-04 09:00\n");
  await fates(tab, 1, 0);
  await tab.getByRole("cell", { name: /2029 is after today\. Check the year\./ }).waitFor();
  assert.equal(await tab.locator(".bar .btn.primary").getAttribute("aria-disabled"), null);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("a mapping that was kept is offered when the same columns come again", async () => {
  const { tab, close } = await open(stage, { view: "import" });
  await picked(tab, folder, "october.csv", TICKETS);
  await tab.getByLabel("What “Parked” becomes in State").selectOption("triaged");
  await tab.getByLabel("Name", { exact: true }).fill("Hospital tickets");
  await tab.getByRole("button", { name: "Keep", exact: true }).click();
  await tab.getByText("Kept as “Hospital tickets”.").waitFor();
  await picked(tab, folder, "november.csv", TICKETS.replaceAll("INC9", "INC8"));
  await becomes(() => tab.getByLabel("What “Parked” becomes in State").inputValue(), "triaged");
  await close();
});

test("what the import would do is said first, and closed rows that came in are shown", async () => {
  // Whoever left the requests as a queue of what is new sees a list all the same.
  const { tab, close } = await open(stage, { view: "import", kept: { "requests.look": "triage" } });
  const closed = "number,short_description,state,opened_at,closed_at,made_sla,impact,urgency,knowledge,notify,vendor,rfc,active,u_one,u_two\nINC7000001,Zebrafax cover,Closed,29-10-2026 08:16,30-10-2026 08:16,TRUE,2,2,TRUE,x,y,z,TRUE,1,2\n";
  await picked(tab, folder, "closed.csv", closed);
  await tab.getByText("As it stands: 1 new, 0 updated, 0 unchanged, 0 refused.").waitFor();
  // What is left out is folded away, and can still be chosen.
  assert.equal(await tab.getByLabel("What “made_sla” becomes").isVisible(), false);
  await tab.getByText("columns are left out").click();
  await becomes(() => tab.getByLabel("What “made_sla” becomes").inputValue(), "");
  await tab.getByRole("button", { name: "See the rows" }).click();
  await tab.locator("#import-outcome-head:focus").waitFor();
  await tab.locator(".bar .btn.primary").click();
  await tab.getByRole("button", { name: "See what came in" }).click();
  const list = tab.getByRole("grid", { name: "Requests" });
  await list.getByText("Zebrafax cover").waitFor();
  const { total } = await stage.call("request_list", { filter: { standing: "all" } });
  assert.ok(total > 1);
  const all = tab.locator("header .sub", { hasText: `${total}` });
  assert.equal(await all.count(), 0, "what was there before is left out");
  assert.deepEqual(await violations(tab), []);
  // The chip that says so is taken out by key, and the keys stay among the filters.
  await tab.getByRole("button", { name: /^In the import of / }).press("Enter");
  await all.waitFor();
  await becomes(() => tab.evaluate(() => document.activeElement?.id), "filter-standing");
  assert.equal(await tab.getByRole("button", { name: /^In the import of / }).count(), 0);
  await tab.keyboard.press("Control+z");
  await close();
});

test("what is done and says no day is said before the import, and its panel tells neither a day nor 0 days", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import", width: 1024 });
  await picked(tab, folder, "undated.csv", "number,short_description,state,opened_at\nINC7100001,Zebra without a day,Closed,29-10-2026 08:16\n");
  await tab.getByText("1 row is done and says no day. It counts as done, and no time is measured to that.").waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.locator(".bar .btn.primary").click();
  await tab.getByRole("button", { name: "See what came in" }).click();
  await tab.getByRole("grid", { name: "Requests" }).getByText("Zebra without a day").click();
  const panel = tab.getByRole("complementary", { name: "Request INC7100001" });
  const clock = (name) => panel.getByRole("row", { name: new RegExp(`^${name}`) });
  await clock("Fix delivered").getByText("no date is known", { exact: true }).waitFor();
  await panel.getByText("Whose turn it was is not known: one of its changes has no day.").waitFor();
  assert.equal(await panel.getByText("0 days").count(), 0);
  // Whoever knows the day says it.
  await panel.getByText("What happened, and when", { exact: true }).click();
  await panel.getByRole("listitem").filter({ hasText: "Delivered" }).getByText("not known", { exact: true }).waitFor();
  await panel.getByRole("listitem").filter({ hasText: "Delivered" }).getByRole("button").first().click();
  assert.equal(await tab.getByRole("dialog").locator("#correct-day").inputValue(), "", "no day is made up for them");
  await tab.keyboard.press("Escape");
  assert.deepEqual(await violations(tab), []);
  await tab.keyboard.press("Control+z");
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`the mapping screen has nothing to object to, ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "import", theme, width: 1024 });
    assert.deepEqual(await violations(tab), []);
    await picked(tab, folder, "tickets.csv", TICKETS);
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("an older file names what was corrected here since, keeps it, and takes its own only where that is chosen", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import" });
  const older = "number,short_description,state,opened_at\nINC9200001,Zebra fax,New,29-10-2026 08:16\nINC9200002,Zebra recalls,New,29-10-2026 08:17\n";
  await picked(tab, folder, "older.csv", older);
  await fates(tab, 2, 0);
  await tab.locator(".bar .btn.primary").click();
  await tab.getByRole("heading", { name: "Imported from older.csv" }).waitFor();
  const [fax] = await stage.call("search", { text: "zebra fax" });
  await stage.call("save", { kind: "request", id: fax.id, set: { title: "Zebra fax, both pages" } });

  await picked(tab, folder, "older.csv", older);
  await tab.locator(".sum").getByText("1 value corrected here stays.").waitFor();
  const corrected = tab.getByRole("table", { name: "1 value corrected here since" });
  const row = corrected.getByRole("row").filter({ hasText: "Zebra fax, both pages" });
  await row.getByRole("cell", { name: "Zebra fax", exact: true }).waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.locator("dl div", { hasText: "Unchanged" }).locator("dd", { hasText: /^2$/ }).waitFor();
  // Nothing would change: there is nothing to import.
  const run = tab.locator(".bar .btn.primary");
  await becomes(() => run.getAttribute("aria-disabled"), "true");
  await tab.getByLabel("Take the file’s values instead").check();
  await tab.locator("dl div", { hasText: "Unchanged" }).locator("dd", { hasText: /^1$/ }).waitFor();
  await tab.locator(".sum").getByText("1 value corrected here is replaced.").waitFor();
  await tab.locator(".bar .btn.primary").click();
  await tab.getByText("1 value that was corrected here was replaced.").waitFor();
  assert.equal((await stage.call("request_detail", { id: fax.id })).row.title, "Zebra fax");
  assert.deepEqual(complaints, []);
  await close();
});

test("what another program closed stays open until it holds, and one button takes its word for it", async () => {
  const { tab, complaints, close } = await open(stage, { view: "import" });
  const rows = "INC9300001,Quill labels,Closed,29-10-2026 08:16,30-10-2026 08:16\nINC9300002,Quill recalls,New,29-10-2026 08:17,\n";
  await picked(tab, folder, "closed.csv", `number,short_description,state,opened_at,closed_at\n${rows}`);
  await becomes(() => tab.getByLabel("What “Closed” becomes in State").inputValue(), "delivered");
  await tab.getByText("1 row is delivered here: it stays open").waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Take them as verified" }).click();
  await becomes(() => tab.getByLabel("What “Closed” becomes in State").inputValue(), "verified");
  await becomes(() => tab.getByText("is delivered here").count(), 0);
  await tab.locator(".bar .btn.primary").click();
  await tab.getByRole("heading", { name: "Imported from closed.csv" }).waitFor();
  const stillOpen = (await stage.call("request_list", { filter: { standing: "open" } })).rows.map((row) => row.title);
  assert.ok(stillOpen.includes("Quill recalls") && !stillOpen.includes("Quill labels"), String(stillOpen));
  assert.deepEqual(complaints, []);
  await close();
});
