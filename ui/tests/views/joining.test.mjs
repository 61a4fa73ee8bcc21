import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, start, startClinic } from "./harness.mjs";

/** Two computers that see one folder: one with a clinic that shares, one at its first start. */
let front;
let back;
let place;
let folder;
before(async () => {
  place = mkdtempSync(join(tmpdir(), "joining-"));
  folder = join(place, "Clinic share");
  mkdirSync(folder);
  front = await startClinic();
  back = await start({ sample: false });
  await front.call("save", { kind: "workaround", set: { title: "Print twice", break: "drift", started: "2026-11-05" } });
  await front.call("sharing_begin", { path: folder });
  await front.call("sharing_now");
});
after(async () => {
  await front?.stop();
  await back?.stop();
  rmSync(place, { recursive: true, force: true });
});

const knows = (tab) => tab.evaluate((path) => localStorage.setItem("shared-folder", path), folder);
const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });

for (const theme of ["light", "dark"]) {
  test(`a wrong code is said beside its field, words that differ end it, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(back, { theme });
    await knows(tab);
    await tab.getByRole("button", { name: "Choose the clinic’s folder…" }).click();
    await tab.getByText("Folder: Clinic share").waitFor();
    const code = tab.getByLabel("Code from the other computer");
    await code.fill("7KQ2-M0XD-4T1A");
    await code.press("Enter");
    await tab.getByText(/This code opens nothing there/).waitFor();
    await becomes(() => code.inputValue(), "7KQ2-M0XD-4T1A", "what was typed stays");
    assert.equal(await code.getAttribute("aria-invalid"), "true");
    assert.deepEqual(await violations(tab), []);

    const invite = await front.call("sharing_invite");
    await code.fill(invite.code.toLowerCase());
    await code.press("Enter");
    const four = await tab.getByText(/^([a-z]{5} ){3}[a-z]{5}$/).innerText();
    assert.equal(four, (await front.call("sharing_invited")).words.join(" "));
    assert.deepEqual(await violations(tab), []);
    await tab.getByRole("button", { name: "They differ" }).click();
    await tab.getByText("Not joined. Ask for another code.").waitFor();
    assert.equal((await back.call("app_state")).clinic, null);
    await front.call("sharing_invite_end");
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`the code, and the words once the other desk has answered, stand in the card, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(front, { view: "settings", theme });
    await card(tab).getByRole("radio", { name: "Manager’s desk" }).check();
    await card(tab).getByRole("button", { name: "Add a desktop…" }).click();
    const code = card(tab).getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await code.waitFor();
    await card(tab).getByText(/^For one computer, until /).waitFor();
    assert.deepEqual(await violations(tab), []);
    const { words } = await back.call("sharing_answer", { path: folder, code: await code.innerText() });
    await card(tab).getByText(words.join(" ")).waitFor();
    assert.deepEqual(await violations(tab), []);
    await card(tab).getByRole("button", { name: "They are the same" }).press("Enter");
    const add = card(tab).getByRole("button", { name: "Add a desktop…" });
    await becomes(() => add.evaluate((element) => element === document.activeElement), true, "the keys are on what comes next");
    await back.call("sharing_join_not");
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("what a new desk is for, and whose code stands, are still chosen for whoever looks elsewhere meanwhile", async () => {
  const { tab, complaints, close } = await open(front, { view: "settings" });
  const away = async () => {
    await tab.keyboard.press("Control+1");
    await tab.getByRole("heading", { name: "Today", level: 1 }).waitFor();
    await tab.keyboard.press("Control+,");
  };
  await card(tab).getByRole("radio", { name: "Reading desk" }).check();
  await away();
  await becomes(() => card(tab).getByRole("radio", { name: "Reading desk" }).isChecked(), true);
  await card(tab).getByRole("button", { name: "Add a desktop…" }).click();
  const whose = card(tab).getByText("The new desk will be a reading desk.");
  await whose.waitFor();
  await away();
  await whose.waitFor();
  await card(tab).getByRole("button", { name: "Withdraw" }).click();
  await becomes(() => card(tab).getByRole("radio").count(), 3);
  await becomes(() => card(tab).getByRole("radio", { checked: true }).count(), 0, "the next one is for what somebody says then");
  assert.deepEqual(complaints, []);
  await close();
});

test("a code that the other desk answered with differing words goes from the screen, with the reason", async () => {
  const { tab, complaints, close } = await open(front, { view: "settings" });
  await card(tab).getByRole("radio", { name: "Manager’s desk" }).check();
  await card(tab).getByRole("button", { name: "Add a desktop…" }).click();
  const code = await card(tab).getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
  const { words } = await back.call("sharing_answer", { path: folder, code });
  await card(tab).getByText(words.join(" ")).waitFor();
  await back.call("sharing_join_not");
  await card(tab).getByRole("alert").getByText(/somebody said that the words differ\. The code is withdrawn/).waitFor();
  await card(tab).getByRole("button", { name: "Add a desktop…" }).waitFor();
  await becomes(() => card(tab).getByText(code).count(), 0);
  await becomes(() => card(tab).getByText(words.join(" ")).count(), 0);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`a computer whose clinic has not come yet says so, and has a way on and a way back, in ${theme}`, async () => {
    const guest = await start({ sample: false });
    const { code } = await front.call("sharing_invite");
    const { tab, complaints, close } = await open(guest, { theme });
    await knows(tab);
    await tab.getByRole("button", { name: "Choose the clinic’s folder…" }).click();
    await tab.getByLabel("Code from the other computer").fill(code);
    await tab.getByRole("button", { name: "Continue" }).click();
    const same = tab.getByRole("button", { name: "They are the same" });
    await same.waitFor();
    // As a cloud's folder that shows the small files first. Nobody writes there meanwhile.
    await front.call("sharing_stop");
    const spaces = join(folder, "keepalive", "v1");
    const runs = join(spaces, readdirSync(spaces)[0], "s");
    renameSync(runs, `${runs} comes later`);
    await same.click();
    await tab.getByText(/Its record has not come yet/).waitFor();
    await tab.getByRole("status").getByText("Exchanged; nothing has come yet").waitFor();
    assert.equal(await tab.getByText("All in step").count(), 0);
    await becomes(() => tab.getByRole("textbox").count(), 0, "who has joined a clinic sets none up");
    assert.deepEqual(await violations(tab), []);
    if (theme === "light") {
      renameSync(`${runs} comes later`, runs);
      await tab.getByRole("button", { name: "Exchange now" }).press("Enter");
      await tab.getByRole("navigation").getByText("Larkmoor Family Health").waitFor();
    } else {
      await tab.getByRole("button", { name: "Stop sharing" }).press("Enter");
      await tab.getByRole("button", { name: "Choose the clinic’s folder…" }).waitFor();
      renameSync(`${runs} comes later`, runs);
    }
    await front.call("sharing_begin", { path: folder });
    assert.deepEqual(complaints, []);
    await close();
    await guest.stop();
  });
}

test("a computer at its first start joins by code and shows the clinic", async () => {
  const { code } = await front.call("sharing_invite");
  const { tab, complaints, close } = await open(back);
  await knows(tab);
  await tab.getByRole("button", { name: "Choose the clinic’s folder…" }).press("Enter");
  await tab.getByLabel("Code from the other computer").fill(code);
  await tab.getByRole("button", { name: "Continue" }).click();
  // The computer's own name is only proposed.
  const name = tab.getByLabel("What is this computer called?");
  await becomes(() => name.inputValue(), "EXAM-ROOM-2");
  await name.fill("desk of MRN 204518");
  await tab.getByRole("button", { name: "They are the same" }).click();
  await becomes(() => name.getAttribute("aria-invalid"), "true");
  await becomes(() => name.evaluate((field) => field === document.activeElement), true);
  assert.equal(await name.inputValue(), "desk of MRN 204518", "what was typed stays, and nothing was joined");
  assert.deepEqual(await violations(tab), []);
  await name.fill("Exam room 2");
  await tab.getByRole("button", { name: "They are the same" }).click();
  await tab.getByRole("navigation").getByText("Larkmoor Family Health").waitFor();
  // What it is called is its first own entry, and goes there with the next meeting.
  await tab.getByRole("navigation").getByRole("button", { name: /1 change waiting/ }).waitFor();
  assert.equal((await back.call("workaround_list", {})).rows[0].title, "Print twice");
  const named = async () => {
    for (const desk of [back, front]) await desk.call("sharing_now");
    return (await front.call("sharing")).desks.some((desk) => desk.name === "Exam room 2");
  };
  await becomes(named, true);
  assert.deepEqual(await back.call("digest"), await front.call("digest"));
  assert.deepEqual(complaints, []);
  await close();
});
