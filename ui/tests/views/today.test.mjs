import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { open, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

const list = (tab) => tab.getByRole("list", { name: "Changes in the chart, by number" });

for (const [theme, width] of [
  ["light", 1600],
  ["dark", 1024],
]) {
  test(`a change that the chart marks by number is named below it, ${theme} ${width}`, async () => {
    const { tab, complaints, close } = await open(stage, { view: "today", theme, width });
    await list(tab).waitFor();
    const events = await stage.call("event_list", {});
    const named = await list(tab).getByRole("listitem").allInnerTexts();
    const drawn = await tab.locator(".drawing svg text").allTextContents();
    const titles = new Set(events.rows.map((event) => event.title));
    assert.ok(named.length > 1);
    for (const [index, text] of named.entries()) {
      const [, number, title] = /^(\d+) (.+)$/.exec(text) ?? [];
      assert.equal(number, `${index + 1}`);
      assert.ok(titles.has(title), `${title} is a change event`);
    }
    assert.ok(drawn.some((text) => text === "1" || text.startsWith("1-")), "the numbers stand in the chart");
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a chart that names its changes has no list, and areas without anything in them are told no zero", async (t) => {
  const small = await start({ sample: false });
  t.after(() => small.stop());
  const clinic = { clinic: "Birch Lane Practice", time_zone: "America/Denver", ehr: "Marlet EHR", vendor: "Marlet" };
  await small.call("first_run", { ...clinic, go_live: "2026-09-01" });
  await small.call("save", { kind: "area", set: { key: "Refills" } });
  await small.call("save", { kind: "event", set: { title: "Dr. B. joins", kind: "staff", on: "2026-10-10" } });
  const { tab, complaints, close } = await open(small, { view: "today" });
  await tab.locator(".drawing svg").first().waitFor();
  const drawn = await tab.locator(".drawing svg text").allTextContents();
  assert.ok(drawn.includes("Dr. B. joins"), `named in the chart: ${drawn.join(", ")}`);
  assert.equal(await list(tab).count(), 0);
  await tab.getByText("Area nobody owns").first().waitFor();
  assert.equal(await tab.getByText("0 open requests").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});
