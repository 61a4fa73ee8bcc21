import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open } from "./harness.mjs";
import { threeDesks } from "./three_desks.mjs";

/** Three computers of one clinic: a manager's, a provider's and one that reads. */
let front;
let provider;
let reader;
let stop;
before(async () => {
  ({ front, provider, reader, stop } = await threeDesks());
});
after(() => stop?.());

const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });
const hasKeys = (element) => element.evaluate((at) => at === document.activeElement);
const desks = async (of) => (await of.call("sharing")).desks;
const marked = async (of, which) => (await desks(of)).find(which).mark;

test("this computer's own name is proposed, nothing of it is kept by itself, and it can wait", async () => {
  const { tab, complaints, close } = await open(front, { view: "settings" });
  const own = await marked(front, (desk) => desk.this);
  const name = card(tab).getByRole("textbox", { name: "What is this computer called?" });
  await becomes(() => name.inputValue(), "EXAM-ROOM-2");
  assert.deepEqual(await violations(tab), []);
  await card(tab).getByRole("button", { name: "Not now" }).press("Enter");
  const give = card(tab).getByRole("button", { name: `Name desk ${own}` });
  await becomes(() => hasKeys(give), true);
  assert.equal((await desks(front)).find((desk) => desk.this).name, null);
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`a desk is named in its row: keys, a refused name that stays, Esc and undo, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(front, { view: "settings", theme });
    const other = await marked(front, (desk) => desk.role === "provider");
    const rename = card(tab).getByRole("button", { name: `Name desk ${other}` });
    await rename.press("Enter");
    const name = card(tab).getByRole("textbox", { name: `What is desk ${other} called?` });
    await becomes(() => hasKeys(name), true);
    assert.equal(await name.inputValue(), "", "what this computer is called names no other");
    await name.press("Escape");
    await becomes(() => hasKeys(rename), true);
    await rename.press("Enter");
    await name.fill("desk of MRN 204518");
    await name.press("Enter");
    await becomes(() => name.getAttribute("aria-invalid"), "true");
    assert.equal(await name.inputValue(), "desk of MRN 204518", "what was typed stays");
    await becomes(() => hasKeys(name), true);
    assert.deepEqual(await violations(tab), []);
    await name.fill("Exam room 2");
    await name.press("Enter");
    await tab.getByText(`Desk ${other} is now called “Exam room 2”`).first().waitFor();
    const again = card(tab).getByRole("button", { name: "Rename desk “Exam room 2”" });
    await becomes(() => hasKeys(again), true);
    await card(tab).getByText("Exam room 2", { exact: true }).waitFor();
    await card(tab).getByRole("combobox", { name: "What desk “Exam room 2” is for" }).waitFor();
    await card(tab).getByRole("button", { name: "Take out… desk “Exam room 2”" }).press("Enter");
    await tab.getByRole("dialog", { name: "Take desk “Exam room 2” out?" }).press("Escape");
    assert.deepEqual(await violations(tab), []);
    // One act like any other.
    await card(tab).getByRole("heading", { name: "Sharing" }).click();
    await tab.keyboard.press("Control+z");
    await card(tab).getByText(`Desk ${other}`, { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("a provider's desk names itself and no other, and two of one name show their marks", async () => {
  const own = await marked(provider, (desk) => desk.this);
  const first = await marked(front, (desk) => desk.this);
  await front.call("sharing_name", { mark: first, name: "Front desk" });
  for (const desk of [front, provider]) await desk.call("sharing_now");
  const { tab, complaints, close } = await open(provider, { view: "settings" });
  await card(tab).getByText("Front desk", { exact: true }).waitFor();
  assert.equal(await card(tab).getByRole("button", { name: /^Rename desk|^Name desk/ }).count(), 0, "its own field stands open");
  const name = card(tab).getByRole("textbox", { name: "What is this computer called?" });
  await name.fill("front desk");
  await card(tab).getByRole("button", { name: "Save the name" }).click();
  await card(tab).getByText(`front desk, ${own} (this desk)`).waitFor();
  await card(tab).getByText(`Front desk, ${first}`, { exact: true }).waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("a desk that only reads is asked for no name", async () => {
  const { tab, complaints, close } = await open(reader, { view: "settings" });
  await card(tab).getByText(/^This desk, /).waitFor();
  assert.equal(await card(tab).getByRole("textbox").count(), 0);
  assert.equal(await card(tab).getByRole("button", { name: /Rename|Name/ }).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("names are asked for and said in Spanish", async () => {
  for (const desk of [provider, front]) await desk.call("sharing_now");
  const { tab, close } = await open(front, { view: "settings", language: "es" });
  const region = tab.getByRole("region", { name: "Compartir", exact: true });
  await region.getByText(/^Front desk, [0-9a-f]{8} \(este puesto\)$/).waitFor();
  await region.getByRole("button", { name: /^Cambiar el nombre del puesto “Front desk, [0-9a-f]{8}”$/ }).press("Enter");
  await region.getByRole("textbox", { name: "¿Cómo se llama este equipo?" }).waitFor();
  await region.getByRole("button", { name: "Guardar el nombre" }).waitFor();
  await close();
});
