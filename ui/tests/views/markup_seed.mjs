/**
 * Markup in every text a record can hold: each text field of each kind is given each of the payloads, once as a name that is a
 * thing's and once as it is written where a field takes both. Which fields there are is read from the schema, so that a new one
 * is fed or named here.
 */
import { readFileSync } from "node:fs";

/** Each would leave a trace: an element `data-planted`, or `planted` set in the window. */
export const PAYLOADS = [
  `<img data-planted src=x onerror="window.planted=1">`,
  `"><script data-planted>window.planted=1</script>`,
  `'><svg data-planted onload="window.planted=1"></svg>`,
  `</title></svg><b data-planted>bold</b>`,
  `{@html "<i data-planted></i>"}{{window.planted=1}}`,
  `javascript:window.planted=1//<a data-planted href="javascript:1">`,
];

/** Texts in which no free words stand, and those that are fed in another way. */
const NOT_WORDS = new Set([
  "clinic.time_zone", "clinic.opening_hours", "clinic.holidays", "clinic.thresholds", // read as what they are
  "clinic.name", // one for all: the first payload, at the first run
  "voice.person", "request_state.by", "request_fact.by", "comment.by", "chase.person", // whoever sits at the desk, a person
  "request.source_id", // an import's alone
  "desk.name", // in the part about desks
]);

/** `kind.field` of every text in the schema. */
export const TEXTS = (() => {
  const source = readFileSync(new URL("../../src/backend/bindings/schema.ts", import.meta.url), "utf8");
  const table = source.slice(source.indexOf("export const fields = {"));
  const texts = [];
  let kind = "";
  for (const line of table.split("\n")) {
    kind = /^ {2}(\w+): \{/.exec(line)?.[1] ?? kind;
    const field = /^ {4}(\w+): "(text|long_text|ref_or_text)"/.exec(line)?.[1];
    if (field !== undefined) texts.push(`${kind}.${field}`);
  }
  if (texts.length < 40) throw new Error("schema.ts does not say what the fields hold any more");
  return texts;
})();

const QUESTIONS = ["changes", "misfit"];

/** Writes it all; `fed` tells by `kind.field` which payloads it met. */
export async function plant(stage) {
  const fed = new Map();
  let turn = 0;
  /** A payload behind a word; numbered, because names are taken once. */
  const text = (kind, field, at) => {
    const name = `${kind}.${field}`;
    fed.set(name, (fed.get(name) ?? new Set()).add(at));
    return `${field} ${++turn} ${PAYLOADS[at]}`;
  };
  const save = async (kind, set) => (await stage.call("save", { kind, set, phi_ok: true })).id;
  /** A thing with each of these fields a payload. */
  const make = (kind, fields, at, more = {}) =>
    save(kind, { ...more, ...Object.fromEntries(fields.map((field) => [field, text(kind, field, at)])) });

  await stage.call("first_run", {
    clinic: text("clinic", "name", 0), time_zone: "America/Denver", ehr: text("system", "name", 0), vendor: text("system", "vendor", 0), go_live: "2026-01-31",
  });
  for (const at of PAYLOADS.keys()) {
    const site = await make("site", ["name"], at);
    const system = await make("system", ["key", "name", "vendor"], at, { go_live: "2026-01-31", contract_notice_on: "2026-12-20", contract_renews_on: "2027-01-31" });
    const person = { ref: await make("person", ["key", "name", "role"], at, { site: { ref: site } }) };
    await make("person", ["name", "role", "site"], at);
    // Once by a person, once by a name that is none.
    for (const written of [false, true]) {
      const who = (kind, field) => (written ? text(kind, field, at) : person);
      const area = { ref: await make("area", ["key"], at, { owner: who("area", "owner"), backup: who("area", "backup") }) };
      const workaround = await make("workaround", ["key", "title", "detail", "acceptable_why"], at, {
        break: "drift", started: "2026-02-10", area, system: { ref: system }, safety: true, owner: who("workaround", "owner"), acceptable: written,
        accepted_by: who("workaround", "accepted_by"), review_on: "2026-04-01", ...(written && { accepted_on: "2026-03-01" }),
      });
      await save("estimate", { workaround: { ref: workaround }, from: "2026-02-10", people: 4, uses_per_person_per_week: 5, minutes_per_use: 6, basis: "guessed" });
      await save("occurrence", { workaround: { ref: workaround }, at: Date.parse("2026-11-02T16:00:00Z"), minutes: 5, count: 1, person: who("occurrence", "person") });
      const request = await make("request", ["key", "title", "vendor_ref", "detail"], at, {
        kind: "workflow", area, owner: who("request", "owner"), requester: who("request", "requester"), vendor_contact: who("request", "vendor_contact"),
      });
      // The other one has neither a request nor a decision: it is hardened.
      if (written) await stage.call("link", { request, workaround });
      await make("promise", ["source"], at, { request: { ref: request }, clock: "fix", made_on: "2026-10-01", due_on: "2026-11-01", promised_by: who("promise", "promised_by") });
      await stage.call("chase_add", { request, minutes: 5, channel: text("chase", "channel", at), note: text("chase", "note", at), phi_ok: true });
      await stage.call("fact_add", { request, fact: "told_requester", note: text("request_fact", "note", at), phi_ok: true });
      await stage.call("move_request", { id: request, state: "needs_clarifying", reason: text("request_state", "reason", at), phi_ok: true });
      for (const item of [request, workaround]) {
        await stage.call("comment", { item, text: text("comment", "text", at), phi_ok: true });
        await stage.call("voice_add", { item, person: person.ref });
      }
      const question = await make("question", ["key", "text"], at, { area });
      await make("shadow_record", ["key", "title", "kept_in"], at, { keeper: who("shadow_record", "keeper"), question: { ref: question }, started: "2026-03-01", workaround: { ref: workaround } });
      await make("event", ["key", "title"], at, { on: "2026-05-01", kind: "staff" });
      await make("config_change", ["key", "item", "before", "after"], at, {
        on: "2026-06-01", by: who("config_change", "by"), verified_by: who("config_change", "verified_by"), area, request: { ref: request },
      });
    }
    await make("vendor_answer", ["stated", "source"], at, { system: { ref: system }, question: "changes" });
    const candidate = await make("candidate", ["key", "name", "vendor", "detail"], at);
    for (const question of QUESTIONS) await make("candidate_answer", ["stated", "source"], at, { candidate: { ref: candidate }, question });
  }
  return fed;
}

/** The fields that did not meet every payload, though they take words. */
export const notFed = (fed) => TEXTS.filter((name) => !NOT_WORDS.has(name) && PAYLOADS.some((_, at) => fed.get(name)?.has(at) !== true));
