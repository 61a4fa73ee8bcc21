import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, start, startClinic } from "./harness.mjs";

/** Two computers and a server of their clinic: one with a clinic, one at its first start. */
let front;
let back;
/** Whether this computer has a PostgreSQL; Windows and macOS need none. */
let served;
before(async () => {
  front = await startClinic();
  back = await start({ sample: false });
  served = await front.call("server/start");
  if (!served) console.log("NOT RUN: this computer has no PostgreSQL server.");
});
after(async () => {
  await front?.call("server/end");
  await front?.stop();
  await back?.stop();
});

const card = (tab, name = "Sharing") => tab.getByRole("region", { name, exact: true });
const line = (tab) => tab.getByRole("navigation").getByRole("button", { name: /Open sharing in Settings/ });
const knows = (tab, path) => tab.evaluate((path) => localStorage.setItem("access-file", path), path);
const choose = (tab) => card(tab).getByRole("button", { name: "Share over a database…" }).click();
const lets = (name) => front.call("server/let_in", { name });

for (const theme of ["light", "dark"]) {
  test(`an access file that does not serve is said in the card, and sharing stays off, in ${theme}`, async () => {
    if (!served) return;
    const { tab, complaints, close } = await open(front, { view: "settings", theme });
    await knows(tab, "/nowhere/front-desk.json");
    await choose(tab);
    await card(tab).getByRole("alert").getByText("This access file is not there.").waitFor();
    const access = await lets(`away-${theme}`);
    await front.call("server/kill");
    await knows(tab, access);
    await choose(tab);
    await card(tab).getByRole("alert").getByText(/The server does not answer\. Is this computer/).waitFor();
    await front.call("server/run");
    await card(tab).getByText("Off. Nothing leaves this computer.").waitFor();
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`sharing begins, says since when the server is away or lets nobody in, and stops, in ${theme}`, async () => {
    if (!served) return;
    const { tab, complaints, close } = await open(front, { view: "settings", theme });
    await knows(tab, await lets(`front-${theme}`));
    await choose(tab);
    await card(tab).getByText(/^localhost:\d+$/).waitFor();
    await card(tab).getByText("Not exchanged yet").waitFor();
    await card(tab).getByRole("button", { name: "Exchange now" }).press("Enter");
    await line(tab).getByText("All in step").waitFor();
    const KEYS = "This computer’s keys and its password for the server are in files beside the record.";
    await card(tab).getByText(KEYS, { exact: true }).waitFor();
    assert.deepEqual(await violations(tab), []);

    await front.call("server/kill");
    await card(tab).getByRole("button", { name: "Exchange now" }).click();
    await card(tab).getByText(/The server has not answered since \d/).waitFor();
    await tab.getByRole("navigation").getByRole("status").getByText(/The server has not answered since/).waitFor();
    await front.call("server/run");
    await card(tab).getByRole("button", { name: "Exchange now" }).click();
    await card(tab).getByText("All in step").waitFor();

    await front.call("server/revoke", { name: `front-${theme}` });
    await card(tab).getByRole("button", { name: "Exchange now" }).click();
    await card(tab).getByText(/The server has not let this desk in since \d/).waitFor();
    await card(tab).getByText(/^Ask whoever runs the server\./).waitFor();
    assert.deepEqual(await violations(tab), []);
    await knows(tab, await lets(`again-${theme}`));
    await card(tab).getByRole("button", { name: "Another access file…" }).press("Enter");
    await card(tab).getByText("Not exchanged yet").waitFor();
    await card(tab).getByRole("button", { name: "Exchange now" }).click();
    await card(tab).getByText("All in step").waitFor();
    await card(tab).getByRole("button", { name: "Stop sharing" }).click();
    await card(tab).getByText("This desk shared this clinic before.", { exact: false }).waitFor();
    await becomes(() => line(tab).count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`a desk that only reads says so and lets nobody in, in ${theme}`, async () => {
    if (!served) return;
    const { tab, complaints, close } = await open(front, { view: "settings", theme });
    await knows(tab, await front.call("server/let_in", { name: `reads-${theme}`, reads_only: true }));
    await choose(tab);
    await card(tab).getByRole("button", { name: "Exchange now" }).click();
    await line(tab).getByText("In step, reading only").waitFor();
    await card(tab).getByText(/^This desk’s access only reads:/).waitFor();
    await card(tab).getByText("Desks are let in and given roles, and recovery sheets made, at a manager’s desk.").waitFor();
    await becomes(() => card(tab).getByRole("button", { name: /Add a desktop|Make a recovery sheet/ }).count(), 0);
    assert.deepEqual(await violations(tab), []);
    await card(tab).getByRole("button", { name: "Stop sharing" }).click();
    await card(tab).getByText("This desk shared this clinic before.", { exact: false }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("the card says in Spanish what a database is and since when its server is away", async () => {
  if (!served) return;
  await front.call("sharing_begin_database", { path: await lets("front-es") });
  await front.call("server/kill");
  const { tab, close } = await open(front, { view: "settings", language: "es" });
  const aqui = card(tab, "Compartir");
  await aqui.getByText("Base de datos").waitFor();
  await aqui.getByText(/^Las claves de este equipo y su contraseña del servidor están/).waitFor();
  await aqui.getByRole("button", { name: "Intercambiar ahora" }).click();
  await aqui.getByText(/El servidor no responde desde/).waitFor();
  await front.call("server/run");
  await front.call("sharing_now");
  await close();
});

test("a computer at its first start joins by its access file and a code", async () => {
  if (!served) return;
  const { tab: here, close: closeHere } = await open(front, { view: "settings" });
  await card(here).getByRole("radio", { name: "Manager’s desk" }).check();
  await card(here).getByRole("button", { name: "Add a desktop…" }).click();
  await card(here).getByText(/^Whoever runs the server makes an access file for the other computer\./).waitFor();
  const code = await card(here).getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
  const { tab, complaints, close } = await open(back);
  await knows(tab, await lets("refills"));
  await tab.getByRole("button", { name: "Choose this desk’s access file…" }).press("Enter");
  await tab.getByText("Access file: refills.json").waitFor();
  await tab.getByLabel("Code from the other computer").fill(code);
  await tab.getByRole("button", { name: "Continue" }).click();
  const four = await tab.getByText(/^([a-z]{5} ){3}[a-z]{5}$/).innerText();
  await card(here).getByText(four).waitFor();
  assert.deepEqual(await violations(tab), []);
  await tab.getByRole("button", { name: "They are the same" }).click();
  await card(here).getByRole("button", { name: "They are the same" }).click();
  await tab.getByRole("navigation").getByText("Larkmoor Family Health").waitFor();
  await tab.getByRole("navigation").getByRole("button", { name: /1 change waiting/ }).waitFor();
  // The name that was proposed and left as it was goes with the next exchange.
  await becomes(async () => {
    for (const desk of [back, front]) await desk.call("sharing_now");
    return (await front.call("sharing")).desks.some((desk) => desk.name === "EXAM-ROOM-2");
  }, true);
  assert.deepEqual(await back.call("digest"), await front.call("digest"));
  assert.deepEqual(complaints, []);
  await closeHere();
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`two desks move from their folder to the database, the second as it is told, in ${theme}`, async () => {
    if (!served) return;
    const place = mkdtempSync(join(tmpdir(), "moving-"));
    const folder = join(place, "Clinic share");
    mkdirSync(folder);
    const [first, second] = [await startClinic(), await start({ sample: false })];
    const letsMover = (name) => front.call("server/let_in", { name: `${name}-${theme}`, clinic: `moving-${theme}` });
    await first.call("sharing_begin", { path: folder });
    await first.call("sharing_now");
    const { code } = await first.call("sharing_invite");
    await second.call("sharing_answer", { path: folder, code });
    await second.call("sharing_join");
    await first.call("sharing_invite_end");

    const { tab, complaints, close } = await open(first, { view: "settings", theme });
    await knows(tab, await letsMover("first"));
    await card(tab).getByRole("button", { name: "Move to a database…" }).press("Enter");
    await card(tab).getByText(/^localhost:\d+$/).waitFor();
    await card(tab).getByText("All in step").waitFor();
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();

    await second.call("save", { kind: "workaround", set: { title: "Second login", break: "drift", started: "2026-11-05" } });
    await second.call("sharing_now");
    const other = await open(second, { view: "settings", theme });
    await line(other.tab).getByText("The clinic has moved to a database").waitFor();
    await card(other.tab).getByText(/^Another desk moved this clinic to the database at localhost:\d+\./).waitFor();
    assert.deepEqual(await violations(other.tab), []);
    await knows(other.tab, await letsMover("second"));
    await card(other.tab).getByRole("button", { name: "Choose this desk’s access file…" }).click();
    await line(other.tab).getByText("All in step").waitFor();
    assert.deepEqual(other.complaints, []);
    await other.close();
    await first.call("sharing_now");
    assert.equal((await first.call("workaround_list", {})).rows[0].title, "Second login");
    assert.deepEqual(await first.call("digest"), await second.call("digest"));
    await first.stop();
    await second.stop();
    rmSync(place, { recursive: true, force: true });
  });
}
