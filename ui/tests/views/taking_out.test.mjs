/** A desk that was lost is taken out at another one: the dialog says what that does, and what it cannot undo. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start, startClinic } from "./harness.mjs";

let front;
let lost;
let place;
before(async () => {
  place = mkdtempSync(join(tmpdir(), "taking-out-"));
  const folder = join(place, "Clinic share");
  mkdirSync(folder);
  front = await startClinic();
  lost = await start({ sample: false });
  await front.call("sharing_begin", { path: folder });
  await front.call("sharing_now");
  const { code } = await front.call("sharing_invite");
  await lost.call("sharing_answer", { path: folder, code });
  await front.call("sharing_invited");
  await lost.call("sharing_join");
  await lost.call("save", { kind: "workaround", set: { title: "Print twice", break: "drift", started: "2026-11-05" } });
  await lost.call("sharing_now");
  await front.call("sharing_now");
});
after(async () => {
  await front?.stop();
  await lost?.stop();
  rmSync(place, { recursive: true, force: true });
});

const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });

for (const theme of ["light", "dark"]) {
  test(`the dialog says what taking a desk out does, and Escape leaves everything as it is, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(front, { view: "settings", theme });
    const button = card(tab).getByRole("button", { name: /^Take out… desk / });
    await button.press("Enter");
    const dialog = tab.getByRole("dialog", { name: /^Take desk .+ out\?$/ });
    await dialog.getByText(/wrote last /).waitFor();
    await dialog.getByText("What was on that computer already stays on it.", { exact: false }).waitFor();
    await settled(tab);
    assert.deepEqual(await violations(tab), []);
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await becomes(() => button.evaluate((element) => element === document.activeElement), true, "the keys are back on the button");
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a desk that was taken out stands there as such, and what it writes from then on does not come", async () => {
  const { tab, complaints, close } = await open(front, { view: "settings" });
  await card(tab).getByRole("button", { name: /^Take out… desk / }).press("Enter");
  const last = tab.getByRole("button", { name: "Take it out" });
  assert.match(await last.getAttribute("class"), /danger/);
  await last.press("Enter");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await card(tab).getByText(/taken out: what the others write/).waitFor();
  await becomes(() => card(tab).getByRole("button", { name: /^Take out…/ }).count(), 0);
  await becomes(() => tab.evaluate(() => document.activeElement !== document.body), true, "the keys are somewhere");
  await lost.call("save", { kind: "workaround", set: { title: "Written after it was lost", break: "drift", started: "2026-11-06" } });
  await lost.call("sharing_now");
  await front.call("sharing_now");
  const titles = (await front.call("workaround_list", {})).rows.map((row) => row.title);
  assert.deepEqual(titles, ["Print twice"]);
  assert.deepEqual(complaints, []);
  await close();
});
