import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

const rows = (card) => card.getByRole("listitem").allInnerTexts();

test("a clinic of two places writes them down, and a person is given one", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const sites = tab.getByRole("region", { name: "Sites" });
  await sites.getByText("One place so far.").waitFor();
  const people = tab.getByRole("region", { name: "People" });
  await people.getByRole("button", { name: "New person" }).click();
  await tab.getByRole("dialog").getByLabel("Role", { exact: true }).waitFor();
  assert.equal(await tab.getByRole("dialog").getByLabel("Site").count(), 0, "one place needs no choice");
  await tab.keyboard.press("Escape");

  for (const name of ["North", "South"]) {
    await sites.getByRole("button", { name: "New site" }).click();
    await tab.getByRole("dialog").getByLabel("Name").fill(name);
    await tab.keyboard.press("Enter");
    await sites.locator("b", { hasText: name }).waitFor();
  }
  await people.getByRole("button", { name: "New person" }).click();
  const form = tab.getByRole("dialog");
  await form.getByLabel("Name, or the role").fill("Front desk");
  await form.getByLabel("Role", { exact: true }).fill("front desk");
  await form.getByLabel("Site").selectOption({ label: "South" });
  assert.deepEqual(await violations(tab), []);
  await form.getByRole("button", { name: "Save" }).click();
  await sites.getByText("1 person works here").waitFor();
  await people.getByText("front desk, South").waitFor();

  await people.getByRole("button", { name: "Edit Front desk" }).click();
  await becomes(() => form.getByLabel("Site").locator("option:checked").innerText(), "South");
  await tab.keyboard.press("Escape");
  assert.deepEqual(complaints, []);
  await close();
});

test("a site where nobody works can be removed and brought back, and its name is there once", async () => {
  const { tab, complaints, close } = await open(stage, { view: "settings" });
  const sites = tab.getByRole("region", { name: "Sites" });
  await sites.getByText("1 person works here").waitFor();
  assert.equal(await sites.getByRole("button", { name: "Remove South" }).count(), 0, "somebody works there");
  await sites.getByRole("button", { name: "Edit North" }).click();
  await tab.getByRole("dialog").getByLabel("Name").fill("south");
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").getByText("This name is there already.").waitFor();
  await tab.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await sites.getByRole("button", { name: "Remove North" }).click();
  await becomes(async () => (await rows(sites)).length, 1);
  await tab.keyboard.press("Control+z");
  await sites.locator("b", { hasText: "North" }).waitFor();
  await settled(tab);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});
