import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

/** A request to which two desks gave another title and another route, without seeing each other's change. */
async function changedTwice(name) {
  const { id } = await stage.call("save", { kind: "request", set: { title: `${name} protocol`, kind: "workflow" } });
  await stage.call("meet");
  await stage.call("save", { kind: "request", id, set: { title: `${name} by protocol`, route: "vendor" } });
  await stage.call("second/save", { kind: "request", id, set: { title: `${name} rules`, route: "training" } });
  await stage.call("meet");
  return id;
}

const panel = (tab) => tab.getByRole("complementary");

test("both values stand in the item's panel; keeping one is one act, undone like any other", async () => {
  const id = await changedTwice("Refills");
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "place.items": { requests: id } } });
  await panel(tab).getByRole("heading", { name: "Two people changed this" }).waitFor();
  const title = panel(tab).getByRole("group", { name: "Title" });
  await title.getByText("Refills rules").waitFor();
  await title.getByText("Refills by protocol").waitFor();
  await panel(tab).getByRole("group", { name: "Route" }).getByText("Vendor", { exact: true }).waitFor();
  assert.deepEqual(await violations(tab), []);

  await title.getByRole("button", { name: "Keep “Refills by protocol” as Title" }).press("Enter");
  await panel(tab).getByRole("heading", { name: "Refills by protocol" }).waitFor();
  await title.waitFor({ state: "detached" });
  await tab.keyboard.press("Control+z");
  await panel(tab).getByRole("heading", { name: "Refills rules" }).waitFor();

  // The other desk has kept one meanwhile: it goes from here as well, and says so.
  const route = panel(tab).getByRole("group", { name: "Route" });
  const [two] = (await stage.call("second/two_values", { id })).filter((two) => two.field === "route");
  await stage.call("second/settle_two_values", { id, field: "route", keep: two.values[0].op });
  await stage.call("meet");
  await route.getByRole("button", { name: "Keep “Vendor” as Route" }).click();
  await tab.getByText("Somebody has settled this already; one value stands.").waitFor();
  await route.waitFor({ state: "detached" });
  assert.deepEqual(complaints, []);
  await close();
});

test("a form that was open while something else was saved loses neither text", async () => {
  const set = { title: "Fax cover protocol", kind: "workflow" };
  const { id } = await stage.call("save", { kind: "request", set });
  const { tab, complaints, close } = await open(stage, { view: "requests", kept: { "place.items": { requests: id } } });
  await panel(tab).getByRole("heading", { name: "Fax cover protocol" }).waitFor();
  await tab.keyboard.press("e");
  const form = tab.getByRole("dialog");
  await form.getByLabel("What should change").fill("Fax covers by protocol");
  await stage.call("save", { kind: "request", id, set: { title: "Fax cover rules" } });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await panel(tab).getByRole("heading", { name: "Fax covers by protocol" }).waitFor();
  const title = panel(tab).getByRole("group", { name: "Title" });
  await title.getByText("Fax cover rules").waitFor();
  await title.getByRole("button", { name: "Keep “Fax covers by protocol” as Title" }).press("Enter");
  await title.waitFor({ state: "detached" });
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`Today counts them only when there are any, and they are settled there (${theme})`, async () => {
    const { tab, complaints, close } = await open(stage, { theme });
    const needs = tab.getByRole("region", { name: "Needs you" });
    await needs.waitFor();
    await becomes(() => needs.getByText("two people changed at once").count(), 0);

    await changedTwice(theme);
    await tab.reload();
    await needs.getByText("fields that two people changed at once").waitFor();
    await needs.getByRole("button", { name: "Look" }).click();
    await needs.getByRole("group", { name: `${theme} rules: Title` }).waitFor();
    assert.deepEqual(await violations(tab), []);
    await needs.getByRole("button", { name: "Keep “Training” as Route" }).click();
    await needs.getByText("field that two people changed at once").waitFor();
    await needs.getByRole("button", { name: `Keep “${theme} rules” as Title` }).click();
    await needs.getByText("two people changed at once").waitFor({ state: "detached" });
    await settled(tab);
    assert.deepEqual(complaints, []);
    await close();
  });
}
