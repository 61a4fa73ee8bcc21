import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open } from "./harness.mjs";
import { threeDesks } from "./three_desks.mjs";

/** Three computers of one clinic whose shared folder is away, and what somebody carries between them. */
let front;
let provider;
let reader;
let stick;
let stop;
before(async () => {
  let folder;
  ({ front, provider, reader, folder, stop } = await threeDesks());
  stick = mkdtempSync(join(tmpdir(), "stick-"));
  renameSync(folder, `${folder} unplugged`);
});
after(async () => {
  await stop?.();
  rmSync(stick, { recursive: true, force: true });
});

const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });
const takeAlong = (tab) => card(tab).getByRole("button", { name: "Take entries along…" });
const bringIn = (tab) => card(tab).getByRole("button", { name: "Bring entries in…" });
const said = (tab) => card(tab).getByRole("status");
const focused = (tab) => tab.evaluate(() => document.activeElement?.textContent.trim());
const digest = async (desk) => (await desk.call("digest")).digest;
const logs = (desk, title) => desk.call("save", { kind: "workaround", set: { title, break: "drift", started: "2026-11-05" } });
/** As the shell's dialog would answer. */
const picks = (tab, name) => tab.evaluate((path) => localStorage.setItem("carried-file", path), join(stick, name));

for (const [theme, width] of [["light", 1024], ["dark", 1600]]) {
  test(`entries go from desk to desk in a file, both ways, and what came is said, in ${theme} at ${width}`, async () => {
    await logs(front, `Print twice ${theme}`);
    const name = `from front ${theme}.keepalive`;
    const there = await open(front, { view: "settings", theme, width });
    await picks(there.tab, name);
    await takeAlong(there.tab).press("Enter");
    await said(there.tab).getByText(/^Saved as from front (light|dark)\.keepalive: \d+ entries\. Bring it in at the other desk/).waitFor();
    assert.equal(await focused(there.tab), "Take entries along…", "the keys stay where they were");
    assert.deepEqual(await violations(there.tab), []);

    const here = await open(provider, { view: "settings", theme, width });
    await picks(here.tab, name);
    await bringIn(here.tab).press("Enter");
    await said(here.tab).getByText(`1 new entry has come from ${name}.`).waitFor();
    await said(here.tab).getByText(/^\d+ entries were here already\.$/).waitFor();
    assert.equal(await focused(here.tab), "Bring entries in…");
    assert.equal(await digest(provider), await digest(front));
    assert.deepEqual(await violations(here.tab), []);
    // What was open before shows it without being asked again.
    await here.tab.getByRole("button", { name: "Workarounds" }).first().click();
    await here.tab.getByText(`Print twice ${theme}`).first().waitFor();

    // The other way, brought in twice.
    await logs(front, `Fax ${theme}`);
    await front.call("sharing_export", { path: join(stick, name) });
    await provider.call("capture_save", { text: `Call the lab ${theme} 5m` });
    await provider.call("sharing_export", { path: join(stick, "back.keepalive") });
    await picks(there.tab, "back.keepalive");
    await bringIn(there.tab).click();
    await said(there.tab).getByText("new entr", { exact: false }).waitFor();
    await bringIn(there.tab).click();
    await said(there.tab).getByText("Nothing new was in back.keepalive.").waitFor();
    await provider.call("sharing_import", { path: join(stick, name) });
    assert.equal(await digest(provider), await digest(front));
    for (const { complaints, close } of [there, here]) {
      assert.deepEqual(complaints, []);
      await close();
    }
  });
}

test("what is not to be taken in is said beside the buttons, and a dialog that is cancelled says nothing", async () => {
  await front.call("sharing_export", { path: join(stick, "whole.keepalive") });
  const whole = readFileSync(join(stick, "whole.keepalive"));
  const { tab, close } = await open(provider, { view: "settings" });
  const before = await digest(provider);
  const refusals = [
    ["table.csv", Buffer.from("Key,Title\n"), "This is no file of entries from Keepalive. Nothing was changed."],
    ["half.keepalive", whole.subarray(0, whole.length / 2), "This file is damaged or not whole."],
    ["newer.keepalive", Buffer.concat([Buffer.from("KplvBox2"), whole.subarray(8)]), "A newer version of Keepalive wrote this file."],
    ["other.keepalive", Buffer.concat([whole.subarray(0, 20), Buffer.alloc(4, 7), whole.subarray(24)]), "This is another clinic’s. Nothing was changed."],
  ];
  for (const [name, bytes, words] of refusals) {
    writeFileSync(join(stick, name), bytes);
    await picks(tab, name);
    await bringIn(tab).press("Enter");
    await card(tab).getByRole("alert").getByText(words, { exact: false }).waitFor();
    assert.equal(await focused(tab), "Bring entries in…");
  }
  assert.deepEqual(await violations(tab), []);
  assert.equal(await digest(provider), before);
  await picks(tab, "gone.keepalive");
  await bringIn(tab).press("Enter");
  await card(tab).getByRole("alert").getByText("Is the stick still there?", { exact: false }).waitFor();

  await tab.evaluate(() => localStorage.removeItem("carried-file"));
  await takeAlong(tab).press("Enter");
  await becomes(() => card(tab).getByRole("alert").getByText("stick", { exact: false }).count(), 0);
  await becomes(() => said(tab).getByText("Saved as", { exact: false }).count(), 0);
  await close();
});

test("a desk that reads takes along and brings in, and in Spanish", async () => {
  await logs(front, "Ask for the chart");
  await front.call("sharing_export", { path: join(stick, "para leer.keepalive") });
  const { tab, complaints, close } = await open(reader, { view: "settings", language: "es" });
  await picks(tab, "para leer.keepalive");
  const part = tab.getByRole("region", { name: "Compartir", exact: true });
  await part.getByRole("button", { name: "Traer entradas…" }).click();
  await part.getByRole("status").getByText(/entradas nuevas de para leer\.keepalive\.$/).waitFor();
  assert.equal(await digest(reader), await digest(front));
  await part.getByRole("button", { name: "Llevarse las entradas…" }).click();
  await part.getByRole("status").getByText(/^Guardado como para leer\.keepalive: /).waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});
