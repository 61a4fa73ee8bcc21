import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";
import { slowWork } from "./slow_work.mjs";

let stage;
before(async () => {
  stage = await start();
});
after(() => stage?.stop());

/** The lines of the CSV that an act saves; no text of the sample clinic has a line break in it. */
async function saved(tab, act) {
  const [download] = await Promise.all([tab.waitForEvent("download"), act()]);
  const text = await readFile(await download.path(), "utf8");
  return { name: download.suggestedFilename(), lines: text.trimEnd().split("\n") };
}

test("a list is saved with the filter it shows, every row and not just those on the screen", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests" });
  await tab.getByRole("button", { name: "Save this list as a file" }).click();
  const all = await saved(tab, () => tab.getByRole("menuitem", { name: /Save as CSV/ }).click());
  const { total } = await stage.call("request_list", { filter: { standing: "open" } });
  assert.equal(all.lines.length, total + 1);
  assert.equal(all.name, "requests-2026-12-03.csv");
  await tab.getByText(`Saved as ${all.name}`).waitFor();
  await tab.getByRole("button", { name: "Safety", exact: true }).click();
  await settled(tab);
  await tab.getByRole("button", { name: "Save this list as a file" }).click();
  const safety = await saved(tab, () => tab.getByRole("menuitem", { name: /Save as CSV/ }).click());
  const narrowed = await stage.call("request_list", { filter: { standing: "open", safety: true } });
  assert.equal(safety.lines.length, narrowed.total + 1);
  assert.ok(narrowed.total < total && narrowed.total > 0);
  assert.deepEqual(complaints, []);
  await close();
});

for (const [view, name] of [["workarounds", "workarounds"], ["changes", "changes"], ["owners", "areas"]]) {
  test(`${view}: the command palette saves the list as XLSX`, async () => {
    const { tab, close } = await open(stage, { view });
    await tab.keyboard.press("Control+k");
    await tab.getByRole("dialog").getByRole("combobox").fill("xlsx");
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.keyboard.press("Enter")]);
    assert.equal(download.suggestedFilename(), `${name}-2026-12-03.xlsx`);
    assert.equal((await readFile(await download.path())).subarray(0, 2).toString(), "PK");
    await close();
  });
}

test("questions and the lists kept beside the EHR are saved each by itself", async () => {
  const { tab, close } = await open(stage, { view: "changes", kept: { "changes.segment": "needs" } });
  await tab.getByRole("button", { name: "Save this list as a file" }).click();
  const beside = await saved(tab, () => tab.getByRole("menuitem", { name: /CSV Lists kept beside/ }).click());
  const { total } = await stage.call("shadow_list");
  assert.deepEqual([beside.name, beside.lines.length], ["shadow-records-2026-12-03.csv", total + 1]);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`the open menu has no violations (${theme})`, async () => {
    const { tab, close } = await open(stage, { view: "requests", theme });
    await tab.keyboard.press("Control+k");
    await tab.keyboard.press("Escape");
    await tab.getByRole("button", { name: "Save this list as a file" }).click();
    await tab.getByRole("menuitem", { name: /Save as XLSX/ }).waitFor();
    assert.deepEqual(await violations(tab), []);
    await close();
  });
}

test("an empty list has nothing to save", async () => {
  const { tab, close } = await open(stage, { view: "requests", kept: { "requests.filter": { text: "zzqxzzqx" } } });
  await tab.getByRole("button", { name: "Save this list as a file" }).click();
  assert.equal(await tab.getByRole("menuitem", { name: /Save as CSV/ }).getAttribute("aria-disabled"), "true");
  await close();
});

test("a list that takes long says how far it is, and stops when it is told to", async () => {
  const { tab, complaints, close } = await open(stage, { view: "requests", width: 1024 });
  await slowWork(tab, "list_file", "list_file");
  await tab.getByRole("button", { name: "Save this list as a file" }).click();
  await tab.getByRole("menuitem", { name: /Save as XLSX/ }).click();
  await tab.getByText("Writing the file, 42%").waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "Stop", exact: true }).click();
  await tab.getByText("Stopped as asked. Nothing was changed.").waitFor();
  await becomes(() => tab.getByRole("progressbar").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});
