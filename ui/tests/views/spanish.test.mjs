/**
 * Every view in Spanish. On an empty clinic nothing is written by people, so any English word is ours; on the sample
 * clinic no text may be one that only the English catalogue says, and nothing may be cut off.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { open, settled, start } from "./harness.mjs";
import { cutOff } from "./laid_out.mjs";
import { SCENES, VIEWS } from "./scenes.mjs";

/** Words that an English sentence can hardly do without and that no Spanish one has. */
const ENGLISH =
  /\b(the|and|of|with|without|not|is|are|was|were|this|that|what|your|nobody|nothing|week|month|hours|from|since|who|which|press|open|new|save|delete|choose)\b/i;

/** What stays as it is in any language: names, and codes of machines. */
const SAME = [/^Keepalive$/, /^Marlet/, /^Larkmoor/, /^English$/, /^[A-Z]{1,3}-\d+/, /linux|windows|macos/i, /MIT/, /America\//];

/** The texts of a catalogue that have words of their own around what fills them. */
function texts(language) {
  const folder = new URL(`../../src/messages/${language}/`, import.meta.url);
  const all = readdirSync(folder).flatMap((file) => Object.entries(JSON.parse(readFileSync(new URL(file, folder), "utf8"))));
  const plain = (message) => (typeof message === "string" ? [message] : message.flatMap(({ match }) => Object.values(match)));
  // The usual areas become names that a clinic keeps, in the language of whoever set it up.
  const said = ([key]) => key !== "$schema" && !key.startsWith("usual_area_");
  return all.filter(said).flatMap(([, message]) => plain(message));
}
/** Whole sentences and labels of two words and more: a single word may be a name that people gave. */
const onlyEnglish = (() => {
  const spanish = new Set(texts("es"));
  return new Set(texts("en").filter((text) => !spanish.has(text) && !text.includes("{") && /\w+ \w+/.test(text)));
})();

/** All that is read on a page: its texts, names, placeholders and tooltips. */
const read = (tab) =>
  tab.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.parentElement.closest("script, style, [lang]:not(html)") === null) found.push(walker.currentNode.data);
    for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [aria-description], [aria-valuetext]"))
      for (const name of ["aria-label", "placeholder", "title", "aria-description", "aria-valuetext"]) found.push(element.getAttribute(name) ?? "");
    return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ""))];
  });

let sample;
let empty;
before(async () => {
  sample = await start();
  empty = await start({ sample: false });
  const named = { clinic: "Larkmoor", time_zone: "America/Denver", ehr: "Marlet", vendor: "Marlet" };
  await empty.call("first_run", { ...named, go_live: "2026-01-31" });
});
after(async () => {
  await sample?.stop();
  await empty?.stop();
});

for (const { name, options, act } of SCENES) {
  test(`${name}: nothing the English catalogue says, nothing cut off`, async () => {
    const { tab, complaints, close } = await open(sample, { width: 1024, height: 768, ...options, language: "es" });
    await act?.(tab);
    await settled(tab);
    assert.equal(await tab.evaluate(() => document.documentElement.lang), "es");
    assert.deepEqual((await read(tab)).filter((text) => onlyEnglish.has(text)), []);
    assert.deepEqual(await cutOff(tab), []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

const EMPTY_SCENES = SCENES.filter(({ name }) => VIEWS.includes(name) || /form|keys|commands|trash|capture$/.test(name));
for (const { name, options, act } of EMPTY_SCENES) {
  test(`${name}, empty: no English word`, async () => {
    const { tab, close } = await open(empty, { width: 1024, height: 768, ...options, language: "es" });
    await act?.(tab);
    await settled(tab);
    const english = (await read(tab)).filter((text) => ENGLISH.test(text) && !SAME.some((same) => same.test(text)));
    assert.deepEqual(english, []);
    await close();
  });
}

test("the first run, before there is a clinic", async () => {
  const stage = await start({ sample: false });
  const { tab, close } = await open(stage, { width: 1024, height: 768, language: "es" });
  const english = (await read(tab)).filter((text) => ENGLISH.test(text) && !SAME.some((same) => same.test(text)));
  assert.deepEqual(english, []);
  assert.deepEqual(await cutOff(tab), []);
  await close();
  await stage.stop();
});

test("at 1024 the chips over the requests take two lines, and how late each is can be read", async () => {
  const { tab, close } = await open(sample, { view: "requests", width: 1024, language: "es" });
  await tab.locator(".row .alarm-text").first().waitFor();
  await settled(tab);
  const lines = await tab.locator(".tools .chip").evaluateAll((all) => [...new Set(all.map((chip) => Math.round(chip.getBoundingClientRect().top)))]);
  assert.ok(lines.length <= 2, `${lines.length} lines`);
  const cut = await tab.locator(".cell", { has: tab.locator(".alarm-text") }).evaluateAll((all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
  assert.equal(cut, 0);
  await close();
});
