import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { open, settled, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

const workaround = (title) =>
  stage.call("save", { kind: "workaround", set: { title, break: "drift", started: "2026-11-05" } });

const titles = async () => (await stage.call("workaround_list", {})).rows.map((row) => row.title);

for (const theme of ["light", "dark"]) {
  test(`a copy is looked into, restored and taken back, in ${theme}`, async () => {
    await workaround(`Print twice ${theme}`);
    const { tab, complaints, close } = await open(stage, { view: "settings", theme });
    const card = tab.getByRole("region", { name: "Backups" });
    await card.getByRole("button", { name: "Back up now" }).click();
    await tab.getByText("Wrote and checked a copy.").waitFor();
    await tab.getByRole("navigation").getByText(/Backed up/).waitFor();
    await card.getByText(/Newest copy .* Nothing was written since\./).waitFor();
    await workaround(`Fax the referral ${theme}`);

    await card.getByRole("button", { name: "Restore…" }).click();
    const dialog = tab.getByRole("dialog", { name: "Which copy?" });
    await dialog.getByText("1 act since then would be gone:").waitFor();
    assert.deepEqual(await violations(tab), []);
    assert.ok((await titles()).includes(`Fax the referral ${theme}`), "looking changes nothing");

    await dialog.getByRole("button", { name: "Restore this copy" }).click();
    await tab.getByText(/Restored the copy of/).waitFor();
    assert.ok(!(await titles()).includes(`Fax the referral ${theme}`));
    await card.getByText("The record from before the last restore is kept.").waitFor();
    assert.deepEqual(await violations(tab), []);

    await card.getByRole("button", { name: "Take the restore back" }).click();
    await tab.getByText("Took the restore back.").waitFor();
    assert.ok((await titles()).includes(`Fax the referral ${theme}`));

    // And again, and back by the key of undo.
    await card.getByRole("button", { name: "Restore it again" }).click();
    await tab.getByRole("dialog", { name: "Restore it again" }).getByRole("button", { name: "Restore it again" }).click();
    await tab.getByText("Restored it again.").waitFor();
    assert.ok(!(await titles()).includes(`Fax the referral ${theme}`));
    await card.getByRole("button", { name: "Take the restore back" }).waitFor();
    await tab.keyboard.press("Control+z");
    await tab.getByText("Undone: Restored a backup").waitFor();
    assert.ok((await titles()).includes(`Fax the referral ${theme}`));
    await card.getByText("What had been restored is kept, too.").waitFor();
    await tab.keyboard.press("Control+Shift+z");
    await tab.getByText("Done again: Restored a backup").waitFor();

    // What was written since would go from sight with it: that is said first, and nothing goes without a yes.
    await workaround(`Call the lab ${theme}`);
    await card.getByRole("button", { name: "Take the restore back" }).click();
    const back = tab.getByRole("dialog", { name: "Take the restore back" });
    await back.getByText("1 act since then would be gone:").waitFor();
    assert.deepEqual(await violations(tab), []);
    await back.getByRole("button", { name: "Take the restore back" }).click();
    await tab.getByText("Took the restore back.").waitFor();
    const now = await titles();
    assert.ok(now.includes(`Fax the referral ${theme}`) && !now.includes(`Call the lab ${theme}`));

    await card.getByRole("button", { name: "Try a restore now" }).click();
    await card.getByText(/restored and checked, all is in it/).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a second place that is gone is said on Today, in words that say what is safe", async () => {
  const { mkdtempSync, rmSync } = await import("node:fs");
  const { join } = await import("node:path");
  const stick = mkdtempSync(join((await import("node:os")).tmpdir(), "stick-"));
  await stage.call("backup_second_set", { path: stick });
  rmSync(stick, { recursive: true });
  await workaround("Call the lab");
  await stage.call("backup_now", {});
  const { tab, complaints, close } = await open(stage, { view: "today" });
  await tab.getByText(/was not written: the drive or folder is not there\. The log and the copies on this computer are safe\./).waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "See backups" }).click();
  await tab.getByRole("region", { name: "Backups" }).getByText(/is not there\. It catches up when it is back\./).waitFor();
  await tab.getByRole("button", { name: "Stop using it" }).click();
  await tab.getByText("The copies stay on this computer alone").waitFor();
  await settled(tab);
  assert.deepEqual(complaints, []);
  await close();
});
