import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { open, start } from "./harness.mjs";

let stage;
before(async () => {
  stage = await start({ sample: false, damaged: true });
});
after(() => stage?.stop());

for (const theme of ["light", "dark"]) {
  test(`a damaged record says what can be read and which copies are good, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(stage, { theme });
    await tab.getByRole("heading", { name: "The record could not be opened" }).waitFor();
    await tab.getByRole("alert").filter({ hasText: "Nothing was changed or deleted" }).waitFor();
    await tab.getByText(/0 requests, 1 workaround\b/).waitFor();
    await tab.getByText("the damaged file is set aside and kept").waitFor();
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("the newest good copy takes its place, and the day goes on", async () => {
  const { tab, complaints, close } = await open(stage, {});
  await tab.getByRole("button", { name: "Restore this copy" }).click();
  await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  const { rows } = await stage.call("workaround_list", {});
  assert.deepEqual(rows.map((row) => row.title), ["Print twice"]);
  assert.deepEqual(complaints, []);
  await close();
});
