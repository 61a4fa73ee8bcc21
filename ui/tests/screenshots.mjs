/**
 * `cargo xtask screenshots`: a picture of every scene, in both themes, in a narrow and a wide window, with the sample
 * clinic and with an empty one, of every form, of what a clinic with several computers sees, one of what is seen rarely, and a page that shows them side by side. The pages must be
 * built for the bridge.
 *
 * node tests/screenshots.mjs FOLDER [language] [words of the scenes to take]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FORMS, nameOfForm, sitDown } from "./views/forms.mjs";
import { open, settled, start } from "./views/harness.mjs";
import { RARE, SCENES, THEMES, VIEWS, isCapture } from "./views/scenes.mjs";
import { SHARED, named, written } from "./views/shared_scenes.mjs";
import { threeDesks } from "./views/three_desks.mjs";

/** The narrowest window the design draws, and a usual desktop. */
const SIZES = [
  { width: 1024, height: 768 },
  { width: 1600, height: 1000 },
];
/** Taller than any view is; a picture beyond it would hide a layout that runs away. */
const TALLEST_PX = 16_000;

const [folder, language = "en", words = ""] = process.argv.slice(2);
if (folder === undefined) throw new Error("node tests/screenshots.mjs FOLDER [language] [words]");
mkdirSync(folder, { recursive: true });

/** How much of a view's content is below the window's edge. Lists are virtual and have no bottom to show. */
const hiddenBelow = (tab) =>
  tab.evaluate(() =>
    Math.max(0, ...[...document.querySelectorAll("main, main *")]
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
      .filter((element) => element.closest('[role="grid"], [role="complementary"], aside') === null)
      .filter((element) => element.querySelector('[role="grid"]') === null)
      .map((element) => element.scrollHeight - element.clientHeight)));

async function picture(stage, scene, clinic, theme, { width, height }) {
  const size = isCapture(scene) ? {} : { width, height };
  await scene.arrange?.(stage);
  const { tab, complaints, close } = await open(stage, { ...size, ...scene.options, theme, language });
  await scene.act?.(tab, stage);
  if (scene.moving !== true) await settled(tab);
  if (!isCapture(scene) && (scene.whole ?? scene.act === undefined)) {
    // Figures are drawn once they come near the window, and then the view grows.
    let whole = height;
    for (let more = await hiddenBelow(tab); more > 0 && whole < TALLEST_PX; more = await hiddenBelow(tab)) {
      whole = Math.min(whole + more, TALLEST_PX);
      await tab.setViewportSize({ width, height: whole });
      await settled(tab);
    }
    await tab.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
  }
  const name = [scene.name.replace(/[^A-Za-z0-9]+/g, " ").trim().replaceAll(" ", "-"), clinic, theme, isCapture(scene) ? "" : width].filter(Boolean).join(".") + ".png";
  await tab.screenshot({ path: join(folder, name) });
  await close();
  for (const complaint of complaints) console.error(`${name}: ${complaint}`);
  return { name, scene: scene.name, clinic, theme, complaints: complaints.length };
}

/** What is seen rarely: once, with the sample clinic. */
async function rarities(scenes) {
  const stage = await start();
  await sitDown(stage);
  const taken = [];
  for (const scene of scenes)
    for (const theme of scene.themes ?? ["light"]) taken.push(await picture(stage, scene, "sample", theme, SIZES[0]));
  await stage.stop();
  return taken;
}

/** What three computers of one clinic see, in both themes. They are worked by their English words. */
async function shared(scenes) {
  const desks = await threeDesks(written);
  await named(desks.front);
  for (const desk of [desks.front, desks.provider, desks.reader]) await desk.call("sharing_now");
  const taken = [];
  for (const scene of scenes)
    for (const theme of THEMES) taken.push(await picture(desks[scene.at], scene, "clinic", theme, SIZES[0]));
  await desks.stop();
  return taken;
}

async function pictures(clinic, scenes) {
  const stage = await start({ sample: clinic === "sample" });
  if (clinic === "empty") {
    const named = { clinic: "Larkmoor Family Health", time_zone: "America/Denver", ehr: "Marlet EHR", vendor: "Marlet" };
    await stage.call("first_run", { ...named, go_live: "2026-01-31" });
  }
  const taken = [];
  for (const scene of scenes)
    for (const theme of THEMES)
      for (const size of isCapture(scene) ? SIZES.slice(0, 1) : SIZES) taken.push(await picture(stage, scene, clinic, theme, size));
  await stage.stop();
  return taken;
}

const wanted = SCENES.filter((scene) => scene.name.includes(words));
const begun = { name: "first run", options: {} };
const firstRun = async () => {
  const stage = await start({ sample: false });
  const taken = [];
  for (const theme of THEMES) for (const size of SIZES) taken.push(await picture(stage, begun, "new", theme, size));
  await stage.stop();
  return taken;
};

/** Every form, in both themes. They are opened by their English names. */
const forms = FORMS.map(([, options, act], at) => ({ name: `form ${nameOfForm(at)}`, options, act, themes: THEMES }));
const rare = [...RARE, ...(language === "en" ? forms : [])].filter((scene) => scene.name.includes(words));
const together = language === "en" ? SHARED.filter((scene) => scene.name.includes(words)) : [];
const taken = [
  ...(begun.name.includes(words) ? await firstRun() : []),
  ...(wanted.length > 0 ? await pictures("sample", wanted) : []),
  ...(wanted.some(({ name }) => VIEWS.includes(name)) ? await pictures("empty", wanted.filter(({ name }) => VIEWS.includes(name))) : []),
  ...(rare.length > 0 ? await rarities(rare) : []),
  ...(together.length > 0 ? await shared(together) : []),
];

const figure = ({ name }) => `<figure><a href="${name}"><img src="${name}" loading="lazy" alt=""></a><figcaption>${name}</figcaption></figure>`;
const section = (scene) => `<h2>${scene}</h2><div>${taken.filter((one) => one.scene === scene).map(figure).join("")}</div>`;
writeFileSync(
  join(folder, "index.html"),
  `<!doctype html><meta charset="utf-8"><title>Keepalive, every view</title><style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; color-scheme: light dark }
div { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start }
figure { margin: 0 } img { width: 380px; border: 1px solid gray } figcaption { font-size: 13px }
</style><h1>Every view, ${language}</h1>${[...new Set(taken.map((one) => one.scene))].map(section).join("")}\n`,
);
const complaints = taken.reduce((sum, one) => sum + one.complaints, 0);
console.log(`${taken.length} pictures, ${complaints} complaints: ${join(folder, "index.html")}`);
if (complaints > 0) process.exitCode = 1;
