import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { becomes, open, settled, start } from "./harness.mjs";
import { threeDesks } from "./three_desks.mjs";

/** Three computers of one clinic: a manager's, a provider's and one that reads. */
let front;
let provider;
let reader;
let folder;
let stop;
before(async () => {
  ({ front, provider, reader, folder, stop } = await threeDesks(async (front) => {
    await front.call("save", { kind: "request", set: { title: "A bigger label", kind: "workflow" } });
    await front.call("save", { kind: "workaround", set: { title: "Print twice", break: "drift", started: "2026-11-05" } });
  }));
});
after(() => stop?.());

const card = (tab) => tab.getByRole("region", { name: "Sharing", exact: true });
const focused = (tab) => tab.evaluate(() => document.activeElement?.textContent.trim());
const side = (tab) => tab.getByRole("navigation", { name: "Views" });
const LINE = "This desk may write down and read. Triage is done at a manager’s desk.";

for (const theme of ["light", "dark"]) {
  test(`a desk is let in for what was chosen, and for nothing before that, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(front, { view: "settings", theme });
    const choices = card(tab).getByRole("group", { name: "What is the new desk for?" });
    assert.equal(await choices.getByRole("radio", { checked: true }).count(), 0);
    await card(tab).getByRole("button", { name: "Add a desktop…" }).press("Enter");
    await choices.getByText("Choose first what the new desk is for.").waitFor();
    await becomes(() => choices.getByRole("radio", { name: "Manager’s desk" }).evaluate((radio) => radio === document.activeElement), true);
    assert.equal((await front.call("sharing_invited")).code, null, "no code was made");
    assert.deepEqual(await violations(tab), []);
    // By keys, as by the pointer.
    await choices.getByRole("radio", { name: "Manager’s desk" }).press("ArrowDown");
    await becomes(() => choices.getByRole("radio", { name: "Provider’s desk" }).isChecked(), true);
    await becomes(() => choices.getByText("Choose first what the new desk is for.").count(), 0);
    await card(tab).getByText("There is no recovery sheet yet.", { exact: false }).waitFor();
    assert.deepEqual(await violations(tab), []);
    await card(tab).getByRole("button", { name: "Add a desktop…" }).press("Enter");
    const code = await card(tab).getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
    await card(tab).getByRole("status").getByText(`The code is ${code}`).waitFor();
    await becomes(() => focused(tab), "Withdraw the code");
    const guest = await start({ sample: false });
    assert.equal((await guest.call("sharing_answer", { path: folder, code })).role, "provider");
    await guest.call("sharing_join_not");
    await guest.stop();
    await card(tab).getByRole("button", { name: "Add a desktop…" }).waitFor();
    // And where somebody withdraws it. What was chosen for that one is not for the next.
    await becomes(() => choices.getByRole("radio", { checked: true }).count(), 0);
    await choices.getByRole("radio", { name: "Reading desk" }).check();
    await card(tab).getByRole("button", { name: "Add a desktop…" }).press("Enter");
    await card(tab).getByRole("button", { name: "Withdraw the code" }).press("Enter");
    await becomes(() => focused(tab), "Add a desktop…");
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`a provider's desk offers what it may do and says in one line why not the rest, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(provider, { view: "requests", theme });
    await side(tab).getByText(LINE).waitFor();
    await tab.getByRole("button", { name: /New request/ }).waitFor();
    await becomes(() => tab.getByRole("radio", { name: "Triage" }).count(), 0);
    await tab.getByText("A bigger label").first().click();
    const panel = tab.getByRole("complementary", { name: /^Request/ });
    await panel.getByRole("button", { name: "+ Add a note" }).waitFor();
    await becomes(() => panel.getByRole("button", { name: /^Edit$|^Log chase$|^Tell them$|^Close$/ }).count(), 0);
    await becomes(() => panel.getByRole("button", { name: /Remove a text for good|Record what was changed/ }).count(), 0);
    await becomes(() => panel.getByRole("button", { name: "More", exact: true }).count(), 0, "no merge and nothing else is in the menu");
    // Keys of what is not done here do nothing: no list opens, and each says why. What was said before is marked.
    const told = tab.locator(".toast:not([data-before])");
    const press = async (key) => {
      await tab.evaluate(() => document.querySelectorAll(".toast").forEach((toast) => toast.setAttribute("data-before", "")));
      await tab.keyboard.press(key);
    };
    for (const key of ["s", "o", "w", "m", "e"]) {
      await press(key);
      await told.filter({ hasText: LINE }).waitFor();
      await settled(tab);
      assert.equal(await tab.locator("[data-modal]").count(), 0, key);
    }
    await press("y");
    await settled(tab);
    assert.deepEqual(await told.allInnerTexts(), [], "what no desk does here is not told of");
    assert.deepEqual(await violations(tab), []);
    await tab.keyboard.press("Control+k");
    await tab.getByRole("dialog").getByRole("option", { name: /Settings/ }).waitFor();
    await becomes(() => tab.getByRole("dialog").getByRole("option", { name: /Import/ }).count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`its settings are this computer's, and desks are let in elsewhere, in ${theme}`, async () => {
    const { tab, complaints, close } = await open(provider, { view: "settings", theme });
    await card(tab).getByText(/at a manager’s desk\.$/).first().waitFor();
    await becomes(() => tab.getByRole("button", { name: /Add a desktop|Take out|Make a recovery sheet/ }).count(), 0);
    await becomes(() => tab.getByRole("region", { name: "Thresholds" }).count(), 0);
    await tab.getByRole("region", { name: "Appearance" }).waitFor();
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("the keys stay with whoever goes on while a code is asked for", async () => {
  const { tab, complaints, close } = await open(front, { view: "settings" });
  let release = () => undefined;
  const held = new Promise((done) => (release = done));
  await tab.route("**/api/sharing_invite", async (route) => {
    await held;
    await route.continue();
  });
  await card(tab).getByRole("radio", { name: "Reading desk" }).check();
  await card(tab).getByRole("button", { name: "Add a desktop…" }).press("Enter");
  const elsewhere = tab.getByRole("region", { name: "Appearance" }).locator("input, select, button").first();
  await elsewhere.focus();
  release();
  await card(tab).getByRole("button", { name: "Withdraw the code" }).waitFor();
  await settled(tab);
  assert.equal(await elsewhere.evaluate((control) => control === document.activeElement), true);
  await card(tab).getByRole("button", { name: "Withdraw the code" }).press("Enter");
  await card(tab).getByRole("button", { name: "Add a desktop…" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("Today calls nobody at a provider's desk to what a manager settles", async () => {
  const { tab, complaints, close } = await open(provider, { view: "today" });
  await tab.getByRole("region", { name: "Waits at a manager’s desk" }).getByRole("button", { name: "Look" }).first().waitFor();
  await tab.getByRole("region", { name: "Needs you" }).getByText("Nothing waits for you.").waitFor();
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("an empty list at a desk that only reads invites to nothing, and a view that is not its own is not remembered", async () => {
  const { tab, complaints, close } = await open(reader, { view: "import" });
  await tab.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  await tab.keyboard.press("Control+5");
  await tab.getByText("No areas yet. They are written down at a manager’s desk.").waitFor();
  await tab.keyboard.press("n");
  await tab.getByRole("status").filter({ hasText: "This desk only reads." }).first().waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("at a desk that only reads, what was typed into quick capture is refused and stays", async () => {
  const { tab, close } = await open(reader, { page: "capture.html" });
  const line = tab.locator("input").first();
  await line.fill("Fax the referral 5m");
  await line.press("Enter");
  await tab.getByText(/This desk only reads\. Nothing was changed/).waitFor();
  assert.equal(await line.inputValue(), "Fax the referral 5m");
  await close();
});

test("a manager gives a desk another role in the list, and the last manager keeps his", async () => {
  const { tab, complaints, close } = await open(front, { view: "settings" });
  const { desks } = await front.call("sharing");
  const other = desks.find((desk) => desk.role === "reader").mark;
  const own = desks.find((desk) => desk.this).mark;
  const role = (mark) => card(tab).getByRole("combobox", { name: `What desk ${mark} is for` });
  const give = (mark) => card(tab).getByRole("button", { name: `Change what desk ${mark} is for` }).click();
  const last = card(tab).getByText("This is the last manager’s desk. Make another desk a manager’s before this one becomes anything else.");
  await last.waitFor();
  assert.equal(await role(own).count(), 0, "what would be refused is not offered");
  assert.deepEqual(await violations(tab), []);
  await role(other).selectOption("provider");
  assert.equal((await front.call("sharing")).desks.find((desk) => desk.mark === other).role, "reader", "chosen is not given");
  await give(other);
  await tab.getByText(`Desk ${other} is now: provider’s desk`).waitFor();
  await becomes(async () => (await front.call("sharing")).desks.find((desk) => desk.mark === other).role, "provider");
  // A right is no slip of the pen: the key takes back neither it nor, in its place, what was done before it.
  await becomes(() => tab.getByRole("button", { name: /^Undo/ }).count(), 0);
  await card(tab).getByRole("heading", { name: "Sharing" }).click();
  await tab.keyboard.press("Control+z");
  await tab.getByText("What a desk is for is not taken back: give it another role in Settings, Sharing.").waitFor();
  // Asked once more it goes on to what was done before, and again to what was done before that.
  const undone = async () => (await front.call("undo_list", { limit: 200 })).filter((step) => step.undone).length;
  const before = await undone();
  await tab.keyboard.press("Control+z");
  await becomes(undone, before + 1);
  assert.equal((await front.call("sharing")).desks.find((desk) => desk.mark === other).role, "provider");
  await tab.keyboard.press("Control+Shift+z");
  await becomes(undone, before);
  await role(other).selectOption("manager");
  await give(other);
  await role(own).waitFor();
  assert.equal(await last.count(), 0, "with another manager it may be less");
  await role(other).selectOption("reader");
  await give(other);
  await becomes(async () => (await front.call("sharing")).desks.find((desk) => desk.mark === other).role, "reader");
  await last.waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

for (const theme of ["light", "dark"]) {
  test(`a desk that only reads says so where keys would set an owner, and in quick capture at once, in ${theme}`, async () => {
    const { id } = await front.call("save", { kind: "area", set: { key: `Refills ${theme}` } });
    for (const desk of [front, reader]) await desk.call("sharing_now");
    const { tab, complaints, close } = await open(reader, { view: "owners", theme });
    await tab.getByRole("row", { name: new RegExp(`Refills ${theme}`) }).waitFor();
    await tab.getByRole("main").locator("p").getByText("This desk only reads.", { exact: true }).first().waitFor();
    assert.equal(await tab.getByRole("main").locator("p .kbd").count(), 0, "no key is shown that is refused");
    const told = tab.locator(".toast:not([data-before])").filter({ hasText: "This desk only reads." });
    for (const key of ["o", "b", "y"]) {
      await tab.evaluate(() => document.querySelectorAll(".toast").forEach((toast) => toast.setAttribute("data-before", "")));
      await tab.keyboard.press(key);
      await told.waitFor();
    }
    assert.deepEqual(await violations(tab), []);
    assert.deepEqual(complaints, []);
    await close();
    await front.call("delete", { ids: [id] });

    const capture = await open(reader, { page: "capture.html", theme, width: 560, height: 184 });
    await capture.tab.getByRole("note").getByText("This desk only reads. Lines are written down at a desk that writes.").waitFor();
    assert.equal(await capture.tab.getByRole("button", { name: /saves|Nothing to report/ }).count(), 0);
    assert.deepEqual(await violations(capture.tab), []);
    assert.deepEqual(capture.complaints, []);
    await capture.close();
  });
}

test("a provider gives an owner by key to what its desk wrote alone, as by @ in a line, in the list and in the panel", async () => {
  await front.call("save", { kind: "person", set: { name: "Dana Ruiz", role: "lead" } });
  for (const desk of [front, provider]) await desk.call("sharing_now");
  const { id } = await provider.call("capture_save", { text: "Own by key?" });
  const owner = async () => (await provider.call("request_detail", { id })).row.owner?.name ?? null;
  const { tab, complaints, close } = await open(provider, { view: "requests", kept: { "requests.filter": { standing: "open", text: "Own by key" } } });
  await tab.getByRole("grid").focus();
  await tab.locator(".row.active").waitFor();
  await tab.keyboard.press("o");
  await tab.keyboard.type("dana");
  await tab.keyboard.press("Enter");
  await becomes(owner, "Dana Ruiz");
  await tab.locator("[data-modal]").waitFor({ state: "detached" });
  await tab.keyboard.press("Enter");
  await tab.getByRole("complementary").getByRole("button", { name: "Dana Ruiz" }).waitFor();
  await tab.keyboard.press("o");
  await tab.locator("[data-modal]").getByRole("option", { name: "Nobody" }).click();
  await becomes(owner, null);
  assert.deepEqual(await violations(tab), []);
  assert.deepEqual(complaints, []);
  await close();
});

test("a provider ends by key a workaround that its desk wrote alone, in the list and in the panel; another's stays a manager's", async () => {
  const { id } = await provider.call("capture_save", { text: "Own stage by key 5m" });
  const stage = async () => (await provider.call("workaround_detail", { id })).row.stage;
  const listed = (text, kept = {}) => open(provider, { view: "workarounds", kept: { "workarounds.filter": { standing: "all", text }, ...kept } });
  const own = await listed("Own stage");
  await own.tab.getByRole("grid").focus();
  await own.tab.locator(".row.active").waitFor();
  await own.tab.keyboard.press("s");
  await own.tab.keyboard.type("ended");
  await own.tab.keyboard.press("Enter");
  await own.tab.getByRole("dialog", { name: "When did it end?" }).waitFor();
  await own.tab.keyboard.press("Enter");
  await becomes(stage, "retired");
  await own.tab.locator("[data-modal]").waitFor({ state: "detached" });
  await own.tab.keyboard.press("Enter");
  await own.tab.getByRole("complementary").getByRole("button", { name: "It is back in use" }).waitFor();
  await own.tab.keyboard.press("s");
  await own.tab.locator("[data-modal]").getByRole("option", { name: "It is back in use" }).waitFor();
  await own.tab.keyboard.press("Enter");
  await becomes(async () => (await stage()) !== "retired", true);
  assert.deepEqual(await violations(own.tab), []);
  await own.close();

  const others = await listed("Print twice");
  await others.tab.getByRole("grid").focus();
  await others.tab.locator(".row.active").waitFor();
  await others.tab.keyboard.press("s");
  await others.tab.locator(".toast", { hasText: LINE }).waitFor();
  assert.equal(await others.tab.locator("[data-modal]").count(), 0);
  assert.deepEqual([...own.complaints, ...others.complaints], []);
  await others.close();
});

test("a provider puts right an estimate of its own on what a manager has changed since", async () => {
  const { id } = await provider.call("capture_save", { text: "Estimated wrongly 5m" });
  const set = { workaround: { ref: id }, from: "2026-11-20", people: 4, uses_per_person_per_week: 10, minutes_per_use: 50, basis: "guessed" };
  await provider.call("save", { kind: "estimate", set });
  for (const desk of [provider, front]) await desk.call("sharing_now");
  await front.call("save", { kind: "workaround", id, set: { safety: true } });
  for (const desk of [front, provider]) await desk.call("sharing_now");
  const { tab, complaints, close } = await open(provider, { view: "workarounds", kept: { "workarounds.filter": { standing: "all" }, "place.items": { workarounds: id } } });
  const panel = tab.getByRole("complementary");
  await panel.getByRole("button", { name: "Edit: 4 people × 10 a week × 50 min" }).click();
  await tab.getByRole("dialog").getByLabel("Minutes").fill("5");
  await tab.keyboard.press("Enter");
  await panel.getByText("4 people × 10 a week × 5 min").waitFor();
  assert.equal(await panel.getByRole("button", { name: "Edit", exact: true }).count(), 0, "the workaround is not this desk's any more");
  assert.deepEqual(complaints, []);
  await close();
});

test("the roles are said in Spanish", async () => {
  const { tab, close } = await open(provider, { view: "requests", language: "es" });
  await tab.getByText("Este puesto puede anotar y leer. Se clasifica en un puesto de gestión.").waitFor();
  await close();
});
