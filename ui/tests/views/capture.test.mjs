/** Quick capture at the pace of fingers: nothing waits between the last letter and Enter. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { becomes, open, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

const titles = async () => (await stage.call("workaround_list")).rows.map((row) => row.title);

test("a line that was refused is saved by the Enter that follows its correction at once", async () => {
  const { tab, complaints, close } = await open(stage, { page: "capture.html" });
  const line = tab.locator("input").first();
  await line.fill("Fax the referral @nobody");
  await line.press("Enter");
  await tab.getByText("Nobody here is called nobody.").first().waitFor();
  // Both in one task of the page: no answer can come between them.
  await line.evaluate((input) => {
    input.value = "Fax the referral";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await tab.getByRole("status").filter({ hasText: "Saved" }).first().waitFor();
  assert.deepEqual(await titles(), ["Fax the referral"]);
  assert.deepEqual(complaints, []);
  await close();
});

test("a whole line and Enter in one go are refused with the reason, and stay", async () => {
  const { tab, complaints, close } = await open(stage, { page: "capture.html" });
  const line = tab.locator("input").first();
  await line.evaluate((input) => {
    input.value = "Print it twice @nobody";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await tab.getByText("Nobody here is called nobody.").first().waitFor();
  await becomes(() => line.inputValue(), "Print it twice @nobody");
  assert.deepEqual(await titles(), ["Fax the referral"]);
  assert.deepEqual(complaints, []);
  await close();
});
