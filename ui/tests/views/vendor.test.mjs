import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

test("the key opens the scorecard: five questions, what was said beside what the log measured", async () => {
  const view = await stage.call("vendor");
  const { tab, complaints, close } = await open(stage, { view: "today" });
  await tab.keyboard.press("Control+7");
  await tab.getByRole("heading", { name: "Vendor", level: 1 }).waitFor();
  await tab.getByText(`${view.counts.kept} of ${view.counts.due} due promises were kept.`).waitFor();
  await becomes(() => tab.locator("tbody th[scope=row]").count(), 5);
  const { part, whole } = view.evidence.named_contact;
  await tab.getByRole("row", { name: "Who do we talk to?" }).getByText(`${part} of ${whole}`).waitFor();
  const open_late = view.promises.filter((line) => line.outcome === "late" && line.came_on === null && line.closed_on === null);
  const closed_late = view.promises.filter((line) => line.outcome === "late" && line.came_on === null && line.closed_on !== null);
  assert.ok(open_late.length > 6 && closed_late.length > 0, "the sample has both");
  const table = tab.getByRole("table").filter({ hasText: "Late against the first date" });
  await table.getByRole("button", { name: open_late[0].request.title }).waitFor();
  await tab.getByRole("button", { name: `${open_late.length - 6} more are late` }).click();
  await becomes(() => table.locator("tbody tr").count(), open_late.length);
  await becomes(() => table.getByRole("button", { name: closed_late[0].request.title }).count(), 0, "what was closed is late no more");
  // Today counts the fixes alone: this table names the clock of each line, and how many there are of each.
  const named = { response: "First response", workaround: "Workaround offered", fix: "Fix", delivery: "Delivery" };
  const of = (clock) => open_late.filter((line) => line.clock === clock).length;
  const clocks = Object.keys(named).filter((clock) => of(clock) > 0).map((clock) => `${named[clock]} ${of(clock)}`);
  assert.ok(clocks.length > 1, "the sample has late promises of several clocks");
  await tab.getByText(`Late by clock: ${clocks.join(", ")}.`).waitFor();
  await table.locator("tbody tr").filter({ hasText: open_late[0].request.title }).filter({ hasText: named[open_late[0].clock] }).first().waitFor();
  assert.ok(await tab.getByText(/Counted as: first response in 2 days, fix in 21 days/).isVisible());
  await tab.getByText("the vendor said 21 days").waitFor();
  // The squares end with the last promise that was settled: nothing is kept or missed on a day to come.
  const ends = await tab.getByText(/^Oldest first, row by row: /).innerText();
  assert.ok(new Date(/ to (.+)\.$/.exec(ends)[1]) <= new Date("2026-12-03T23:59"), ends);
  const need = (await stage.call("today")).needs.find(({ kind }) => kind === "promises_late");
  await tab.keyboard.press("Control+1");
  await tab.getByRole("listitem").filter({ hasText: "Promised fixes past their first date" }).getByText(String(need.count), { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

for (const width of [1024, 1600]) {
  test(`flag and ring of a clock keep their size however much room the scale has, ${width}`, async () => {
    const { tab, close } = await open(stage, { view: "vendor", width });
    const ring = tab.locator(".track svg circle").first();
    await ring.waitFor();
    await becomes(() => ring.evaluate((mark) => Math.round(mark.getScreenCTM().a * 100)), 100);
    await close();
  });
}

test("a clock of which nothing was said and no median is told has no scale, and says why", async () => {
  const { tab, complaints, close } = await open(stage, { view: "vendor" });
  const bare = tab.locator(".track.bare");
  await bare.first().waitFor();
  await becomes(() => bare.locator("svg[role=img]").count(), 0);
  const [box, others] = await Promise.all([bare.first().locator(".figure").boundingBox(), tab.locator(".track svg[role=img]").first().boundingBox()]);
  assert.ok(Math.abs(box.x - others.x) < 2, "its words begin where the scales of the others do");
  assert.ok((await bare.first().locator(".unseen").first().textContent()).length > 20, "and are heard in full");
  assert.deepEqual(complaints, []);
  await close();
});

test("what waits on the vendor without a date is to be asked for one, whether or not somebody owns it", async () => {
  const filter = { standing: "open", states: ["waiting_vendor"], owner: "nobody" };
  const { rows } = await stage.call("request_list", { filter, limit: 200 });
  const row = rows.find((one) => one.promise === null && one.to_tell === 0);
  const kept = { "requests.filter": { ...filter, text: row.title } };
  const { tab, close } = await open(stage, { view: "requests", kept });
  await tab.getByText("No date given").waitFor();
  await tab.getByText("ask for one").waitFor();
  await close();
});

test("what was said is written down by keyboard, and undone", async () => {
  const { tab, close } = await open(stage, { view: "vendor" });
  const row = tab.getByRole("row", { name: "Who do we talk to?" });
  const pencil = row.getByRole("button", { name: /what was said: Who do we talk to/i });
  await pencil.focus();
  await tab.keyboard.press("Enter");
  await tab.getByLabel("What was said, in their words").fill("Ask anybody at the desk.");
  await tab.getByLabel("Where: clause, call, e-mail").press("Enter");
  await row.getByText("“Ask anybody at the desk.”").waitFor();
  assert.equal((await stage.call("vendor")).answers[4].stated, "Ask anybody at the desk.");
  await tab.keyboard.press("Control+z");
  await row.getByText("“Ask anybody at the desk.”").waitFor({ state: "detached" });
  await close();
});

test("refusals are quoted and lead to their request", async () => {
  const { evidence } = await stage.call("vendor");
  const { tab, close } = await open(stage, { view: "vendor" });
  await tab.getByRole("button", { name: `${evidence.refusals.length} refusals, quoted` }).click();
  const dialog = tab.getByRole("dialog");
  await dialog.getByRole("button", { name: evidence.refusals[0].request.title }).first().click();
  await tab.getByRole("heading", { name: evidence.refusals[0].request.title }).waitFor();
  await close();
});

test("the contract's last day for notice is written down and warned of", async () => {
  const { tab, close } = await open(stage, { view: "vendor" });
  await tab.getByRole("button", { name: /Write the dates down|Edit the contract/ }).click();
  await tab.getByLabel("Last day for notice").fill("2027-04-01");
  await tab.getByLabel("Renews on, without notice").press("Enter");
  await tab.getByText("Notice by Apr 1, 2027.").waitFor();
  await tab.getByText("In 119 days.").waitFor();
  assert.ok((await stage.call("today")).needs.some((need) => need.kind === "contract_notice"));
  await close();
});

test("a candidate is added by keyboard and rated; the sum is spelled out once nothing is missing", async () => {
  const { tab, complaints, close } = await open(stage, { view: "vendor", kept: { "vendor.segment": "compare" } });
  await tab.keyboard.press("n");
  await tab.getByLabel("EHR", { exact: true }).fill("Alder Chart");
  await tab.getByRole("dialog").getByLabel("Vendor", { exact: true }).fill("Alder");
  await tab.keyboard.press("Enter");
  await tab.getByRole("columnheader", { name: /Alder Chart/ }).waitFor();
  const weights = [5, 2, 0, 4, 3];
  const ratings = [3, 4, undefined, 1, 5];
  for (const [at, weight] of weights.entries()) {
    await tab.getByLabel(/^Weight of/).nth(at).selectOption(String(weight));
    if (ratings[at] !== undefined) await tab.getByLabel(/^Rating of Alder Chart/).nth(at).selectOption(String(ratings[at]));
    await settled(tab);
  }
  // The question without weight asks for no rating.
  await tab.getByText("5 × 3 + 2 × 4 + 4 × 1 + 3 × 5 = 42").waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("the register is narrowed by what became of promises, keeps every date, and leads to the request", async () => {
  const view = await stage.call("vendor");
  const { tab, complaints, close } = await open(stage, { view: "vendor", kept: { "vendor.segment": "promises" } });
  await tab.getByRole("status").filter({ hasText: `${view.promises.length} promises` }).waitFor();
  const moved = view.promises.filter((line) => line.outcome === "late" && line.slips > 0);
  await tab.getByRole("button", { name: /^late/ }).click();
  const closed = view.promises.find((line) => line.outcome === "late" && line.came_on === null && line.closed_on !== null);
  await tab.locator("tbody", { hasText: closed.request.key }).getByText(/\d+ days?, closed .+ without it/).first().waitFor();
  await tab.getByRole("button", { name: "Moved later" }).click();
  await tab.getByRole("status").filter({ hasText: `${moved.length} promise` }).waitFor();
  const [line] = moved;
  const group = tab.locator("tbody", { hasText: line.request.key }).first();
  assert.ok((await group.locator("li").count()) >= line.given.length);
  await group.getByRole("button", { name: "+ New date" }).first().click();
  await tab.getByLabel("By when").fill("2027-01-15");
  await tab.getByLabel("Who said it").press("Enter");
  await group.getByRole("button", { name: /Jan 15, 2027/ }).waitFor();
  const after = (await stage.call("vendor")).promises.find((one) => one.request.id === line.request.id && one.clock === line.clock);
  assert.equal(after.given.length, line.given.length + 1);
  assert.equal(after.first_due, line.first_due, "the first date stays");
  // A date that is pressed was moved, unless it was written down wrongly: a move never writes over it.
  const line_now = () => stage.call("vendor").then((now) => now.promises.find((one) => one.request.id === line.request.id && one.clock === line.clock));
  await group.getByRole("button", { name: /Jan 15, 2027: moved or wrong/ }).click();
  await tab.getByLabel("By when").fill("2027-02-15");
  await tab.getByLabel("Who said it").press("Enter");
  await group.getByRole("button", { name: /Feb 15, 2027/ }).waitFor();
  assert.equal((await line_now()).slips, after.slips + 1, "the move is a slip more");
  await group.getByRole("button", { name: /Feb 15, 2027: moved or wrong/ }).click();
  await tab.getByRole("radio", { name: "It was written down wrongly" }).click();
  await becomes(() => tab.getByLabel("By when").inputValue(), "02/15/2027");
  await tab.getByLabel("By when").fill("2027-02-16");
  await tab.getByLabel("Who said it").press("Enter");
  await group.getByRole("button", { name: /Feb 16, 2027/ }).waitFor();
  assert.equal((await line_now()).given.length, after.given.length + 1, "a correction adds no date");
  await group.getByRole("button", { name: line.request.title, exact: true }).click();
  await tab.getByRole("heading", { name: line.request.title }).first().waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("a first promise is written down from the register, and the packet for the meeting is one press away", async () => {
  const view = await stage.call("vendor");
  const { tab, complaints, close } = await open(stage, { view: "vendor", kept: { "vendor.segment": "promises" } });
  const known = new Set(view.promises.map((line) => line.request.id));
  const { rows } = await stage.call("request_list");
  const request = rows.find((row) => !known.has(row.id));
  await tab.getByRole("button", { name: "+ Add a promise" }).click();
  await tab.getByRole("combobox", { name: "Add a promise" }).fill(request.title);
  await tab.getByRole("option").first().click();
  await tab.getByLabel("By when").fill("2027-03-01");
  await tab.getByLabel("Who said it").press("Enter");
  await tab.getByRole("dialog").waitFor({ state: "hidden" });
  const { promises } = await stage.call("request_detail", { id: request.id });
  assert.ok(promises.some((promise) => promise.due_on === "2027-03-01"));
  await tab.getByRole("button", { name: "Packet for the meeting" }).click();
  await tab.getByRole("heading", { name: /^For / }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

for (const [segment, theme] of ["scorecard", "promises", "compare"].flatMap((part) => [[part, "light"], [part, "dark"]])) {
  test(`no barrier: ${segment}, ${theme}`, async () => {
    const { tab, close } = await open(stage, { view: "vendor", theme, kept: { "vendor.segment": segment } });
    await settled(tab);
    assert.deepEqual(await violations(tab), []);
    await close();
  });
}
