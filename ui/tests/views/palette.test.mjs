/** The palette offers what can be done here, and says in words what each thing is that it found. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, startClinic } from "./harness.mjs";

let stage;
before(async () => {
  stage = await startClinic();
});
after(() => stage?.stop());

async function typed(tab, words) {
  await tab.keyboard.press("Control+k");
  await tab.getByRole("dialog").getByRole("combobox").fill(words);
}

test("nothing is handed over where nobody is written down", async () => {
  const { tab, complaints, close } = await open(stage, { view: "owners" });
  const offered = () => tab.getByRole("dialog").getByRole("option", { name: "Hand everything over" });
  await typed(tab, "merge");
  await tab.getByRole("dialog").getByRole("option", { name: /^Merge requests/ }).waitFor();
  await tab.getByRole("dialog").getByRole("combobox").fill("hand over");
  await settled(tab);
  await becomes(() => offered().count(), 0);
  await tab.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });

  await stage.call("save", { kind: "person", set: { name: "Wren Palmer", role: "nurse" } });
  await tab.reload();
  await settled(tab);
  await typed(tab, "hand over");
  await offered().waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("the looks of the requests are found by their names, before what is called the same", async () => {
  await stage.call("save", { kind: "request", set: { title: "Room board on the hallway screen", kind: "workflow" } });
  const { tab, complaints, close } = await open(stage, { view: "today" });
  for (const [words, name, shows] of [
    ["board", "Requests as a board", "Board"],
    ["list", "Requests as a list", "List"],
    ["by state", "Requests as a board", "Board"],
  ]) {
    await typed(tab, words);
    await tab.getByRole("dialog").getByRole("option").first().filter({ hasText: name }).waitFor();
    await tab.keyboard.press("Enter");
    await tab.getByRole("radio", { name: shows, checked: true }).waitFor();
  }
  assert.deepEqual(complaints, []);
  await close();
});

for (const [language, words] of Object.entries({
  en: ["workaround", "request", "area", "workaround, closed"],
  es: ["atajo", "solicitud", "área", "atajo, ya terminó"],
})) {
  test(`what is found says what it is, in ${language}`, async () => {
    const word = `Quillback${language}`;
    await stage.call("save", { kind: "workaround", set: { title: `${word} by hand`, break: "drift", started: "2026-11-05" } });
    await stage.call("save", { kind: "workaround", set: { title: `${word} is over`, break: "drift", started: "2026-10-05", ended: "2026-11-05" } });
    await stage.call("save", { kind: "request", set: { title: `${word} field`, kind: "workflow" } });
    await stage.call("save", { kind: "area", set: { key: `${word} desk` } });
    const { tab, complaints, close } = await open(stage, { view: "today", language });
    await typed(tab, word);
    const kinds = () => tab.getByRole("dialog").locator("[role=option] .kind").allTextContents();
    await becomes(async () => (await kinds()).sort(), [...words].sort());
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}
