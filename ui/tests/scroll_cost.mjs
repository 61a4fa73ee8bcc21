/**
 * What a frame costs the page while a long list moves: `node tests/scroll_cost.mjs [folder of built pages]...`. The
 * folders are taken in turn, round by round, so that two states of the pages stand side by side whatever else the
 * machine does. Without one: the pages as the view tests build them.
 *
 * Chromium draws without a graphics card here; script, styles and layout are the page's own all the same.
 */
import { resolve } from "node:path";
import { open, start } from "./views/harness.mjs";

const ROUNDS = 15;
/** As the bench moves the app's own list: some ten rows a frame. */
const FRAMES = 70;
const PX_PER_FRAME = 600;
const ROWS = 100_000;

/** Answers for the requests: those of the sample over and over, as many as a long list has. */
async function longList(stage, tab) {
  const { rows } = await stage.call("request_list", { filter: { standing: "open" }, limit: 200 });
  await tab.route("**/api/request_list", (route) => {
    const { cursor, limit } = route.request().postDataJSON();
    const first = Number(cursor ?? 0);
    const page = Array.from({ length: limit }, (_, nth) => {
      const row = rows[(first + nth) % rows.length];
      return { ...row, id: `row-${first + nth}`, title: `${row.title} ${first + nth}`, group: "" };
    });
    const total = cursor === null ? ROWS : null;
    return route.fulfill({ json: { ok: { rows: page, next: String(first + limit), total, groups: [] } } });
  });
}

async function opened(folder) {
  const stage = await start(folder === undefined ? {} : { from: resolve(folder) });
  const { tab } = await open(stage, { view: "today", kept: { "requests.group": "none" } });
  await longList(stage, tab);
  await tab.keyboard.press("Control+2");
  await tab.locator('[role="row"][data-row]').first().waitFor();
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send("Performance.enable");
  return { stage, tab, devtools };
}

/** Seconds of the page's life by what they were spent on. */
async function spent({ devtools }) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

async function round(page) {
  const before = await spent(page);
  const made = await page.tab.evaluate(
    async ([frames, px]) => {
      const grid = document.querySelector("[role=grid]");
      let made = 0;
      const seen = new WeakSet(document.querySelectorAll("[role=grid] *"));
      for (let at = 0; at < frames; at += 1) {
        grid.scrollTop += px;
        await new Promise((done) => requestAnimationFrame(done));
      }
      await new Promise((done) => requestAnimationFrame(done));
      for (const element of document.querySelectorAll("[role=grid] *")) if (!seen.has(element)) made += 1;
      return made;
    },
    [FRAMES, PX_PER_FRAME],
  );
  const after = await spent(page);
  const ms = (name) => ((after[name] - before[name]) * 1_000) / FRAMES;
  return { script: ms("ScriptDuration"), styles: ms("RecalcStyleDuration"), layout: ms("LayoutDuration"), all: ms("TaskDuration"), made };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const folders = process.argv.length > 2 ? process.argv.slice(2) : [undefined];
const pages = await Promise.all(folders.map(opened));
const rounds = folders.map(() => []);
for (let nth = 0; nth <= ROUNDS; nth += 1) {
  for (const [at, page] of pages.entries()) {
    const took = await round(page);
    if (nth > 0) rounds[at].push(took); // the first one warms up
  }
}
for (const [at, folder] of folders.entries()) {
  console.log(folder ?? "the pages as built");
  for (const name of ["script", "styles", "layout", "all"])
    console.log(`  ${name.padEnd(7)} ${median(rounds[at].map((took) => took[name])).toFixed(2)} ms a frame`);
}
await Promise.all(pages.map(({ stage }) => stage.stop()));
