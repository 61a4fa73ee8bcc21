/** Markup in any text is shown as text everywhere. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, settled, start } from "./harness.mjs";
import { SCENES } from "./scenes.mjs";

/** Each would leave a trace: an element `data-planted`, or `planted` set in the window. */
const PAYLOADS = [
  `<img data-planted src=x onerror="window.planted=1">`,
  `"><script data-planted>window.planted=1</script>`,
  `'><svg data-planted onload="window.planted=1"></svg>`,
  `</title></svg><b data-planted>bold</b>`,
  `{@html "<i data-planted></i>"}{{window.planted=1}}`,
  `javascript:window.planted=1//<a data-planted href="javascript:1">`,
];
let turn = 0;
/** The next one behind a word; numbered, because names are taken once. */
const payload = (word) => `${word} ${++turn} ${PAYLOADS[turn % PAYLOADS.length]}`;

let stage;
const ids = {};
async function save(kind, set) {
  const { id } = await stage.call("save", { kind, set, phi_ok: true });
  return id;
}

before(async () => {
  stage = await start({ sample: false });
  await stage.call("first_run", {
    clinic: payload("Clinic"),
    time_zone: "America/Denver",
    ehr: payload("System"),
    vendor: payload("Vendor"),
    go_live: "2026-01-31",
  });
  ids.site = await save("site", { name: payload("Site") });
  for (const each of PAYLOADS) {
    const person = { ref: await save("person", { name: payload("Person"), role: payload("role"), site: { ref: ids.site } }) };
    const area = { ref: await save("area", { key: payload("Area"), owner: person, backup: person }) };
    const workaround = await save("workaround", {
      title: payload("Workaround"),
      detail: payload("Detail"),
      acceptable_why: payload("Why"),
      break: "drift",
      started: "2026-02-10",
      area,
      owner: person,
      safety: true,
    });
    await save("estimate", {
      workaround: { ref: workaround },
      from: "2026-02-10",
      people: 4,
      uses_per_person_per_week: 5,
      minutes_per_use: 6,
      basis: "guessed",
    });
    const request = await save("request", {
      title: `Request ${each}`,
      kind: "workflow",
      detail: payload("Detail"),
      vendor_ref: payload("Ref"),
      requester: person,
      vendor_contact: payload("Contact"),
      area,
    });
    await save("promise", {
      request: { ref: request },
      clock: "fix",
      made_on: "2026-10-01",
      due_on: "2026-11-01",
      promised_by: payload("Promiser"),
      source: payload("Source"),
    });
    for (const item of [request, workaround]) await stage.call("comment", { item, text: payload("Comment"), phi_ok: true });
    const question = await save("question", { text: payload("Question"), area });
    await save("shadow_record", { title: payload("List"), keeper: person, question: { ref: question }, kept_in: payload("Place"), started: "2026-03-01" });
    await save("event", { on: "2026-05-01", kind: "staff", title: payload("Event") });
    await save("config_change", {
      on: "2026-06-01",
      item: payload("Item"),
      before: payload("Before"),
      after: payload("After"),
      by: person,
      area,
      request: { ref: request },
    });
  }
});
after(() => stage?.stop());

for (const { name, options, act } of SCENES) {
  test(`${name}: markup is text`, async () => {
    const { tab, complaints, close } = await open(stage, { width: 1600, height: 1000, ...options });
    await act?.(tab);
    await settled(tab);
    const planted = await tab.evaluate(() => ({
      ran: window.planted ?? null,
      elements: [...document.querySelectorAll("[data-planted]")].map((element) => element.outerHTML),
    }));
    assert.deepEqual(planted, { ran: null, elements: [] });
    // The policy would have said so.
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("each payload is read as it was written", async () => {
  const { tab, close } = await open(stage, { view: "requests", width: 1600, height: 1000 });
  const shown = await tab.evaluate(() => document.body.innerText);
  for (const words of PAYLOADS) assert.ok(shown.includes(words), words);
  await close();
});
