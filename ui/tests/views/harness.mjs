/**
 * What the view tests stand on: the pages built for the bridge, the real program behind them with the sample
 * clinic, and Chromium. The pages are served under the app's own policy, so that what it would block, it blocks.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";

const ui = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** The pages as `npm run test:views` builds them, once for all files. */
const built = join(ui, "node_modules/.cache/views");
const workspace = resolve(ui, "..");

/** `tauri.conf.json`'s policy without what only the app's own protocol needs. */
export const POLICY = "default-src 'self'; connect-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'";
/** A day of the sample clinic with months behind it; the sample ends on the day the program's clock shows. */
const NOW = "2026-12-03T15:00:00Z";
/** What a clinic of ten months begins with. */
const CLINIC = {
  clinic: "Larkmoor Family Health",
  time_zone: "America/Denver",
  ehr: "Marlet EHR",
  vendor: "Marlet",
  go_live: "2026-01-31",
};
/** A cold machine builds the bridge first. */
const BRIDGE_STARTS_WITHIN_MS = 900_000;

/** Generous: it says that a page is broken, not that a machine is busy. */
const APPEARS_WITHIN_MS = 90_000;

/**
 * `KEEPALIVE_SLOWED=6` runs the tests as on a machine six times slower: pages compute that much slower, and every reply
 * comes 25 ms later for each time. What only holds on a quick machine fails then.
 */
const SLOWED = Number(process.env.KEEPALIVE_SLOWED ?? 1);
const REPLY_LATER_MS = (SLOWED - 1) * 25;

const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function chromiumPath() {
  const places = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) throw new Error("No Chromium found. Install one, or name it in CHROMIUM.");
  return found;
}

/** Starts the test bridge (an example of the crate `api`) on a new database; resolves to its address. */
function startBridge(folder, { sample }) {
  const args = ["--db", join(folder, "clinic.db"), "--now", NOW, ...(sample ? ["--sample"] : [])];
  const named = process.env.KEEPALIVE_BRIDGE_PROGRAM;
  const cargo = ["run", "--quiet", "--package", "keepalive-api", "--example", "bridge", "--"];
  const child = named === undefined ? spawn("cargo", [...cargo, ...args], { cwd: workspace }) : spawn(named, args);
  return new Promise((done, failed) => {
    let said = "";
    const timer = setTimeout(() => failed(new Error(`the bridge said nothing in time: ${said}`)), BRIDGE_STARTS_WITHIN_MS);
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const address = /(http:\/\/[\d.]+:\d+)\s/.exec(said)?.[1]; // a whole line: it may come in pieces
      if (address === undefined) return;
      clearTimeout(timer);
      done({ address, child });
    });
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`the bridge ended with ${code}: ${said}`)));
  });
}

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml" };

/** A bridge on a clinic with one workaround and one good copy, whose database was damaged while nobody looked. */
async function startDamaged(folder) {
  const before = await startBridge(folder, { sample: false });
  const call = (command, input = {}) =>
    fetch(`${before.address}/api/${command}`, { method: "POST", body: JSON.stringify(input) });
  await call("first_run", CLINIC);
  await call("save", { kind: "workaround", set: { title: "Print twice", break: "drift", started: "2026-11-05" } });
  await call("backup_now");
  before.child.removeAllListeners("exit");
  const ended = new Promise((done) => before.child.once("exit", done));
  before.child.kill();
  await ended;
  const file = join(folder, "clinic.db");
  for (const ending of ["-wal", "-shm"]) rmSync(file + ending, { force: true });
  const bytes = readFileSync(file);
  bytes.fill(0xab, 100, 9_000);
  writeFileSync(file, bytes);
  return startBridge(folder, { sample: false });
}

/** Serves the built pages under the policy, and passes `/api/` on to the bridge. */
function servePages(pages, bridge) {
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url, "http://localhost").pathname;
    if (path.startsWith("/api/")) {
      const on = request(bridge + path, { method: "POST" }, (reply) => {
        answer.writeHead(reply.statusCode, reply.headers);
        reply.pipe(answer);
      });
      on.on("error", () => answer.writeHead(502).end());
      setTimeout(() => asked.pipe(on), REPLY_LATER_MS);
      return;
    }
    const file = join(pages, normalize(path === "/" ? "/index.html" : path));
    if (!file.startsWith(pages) || !existsSync(file)) {
      answer.writeHead(path === "/favicon.ico" ? 204 : 404).end();
      return;
    }
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY });
    answer.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** Everything, started once for a test file, with the pages of a folder. Call `stop` at the end. */
export async function start({ sample = true, damaged = false, from = built } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "keepalive-views-"));
  if (!existsSync(join(from, "index.html"))) throw new Error("The pages are not built: npm run test:views builds them.");
  // A copy: a build started meanwhile must not pull the pages from under a run.
  const pages = join(folder, "pages");
  cpSync(from, pages, { recursive: true });
  const bridge = damaged ? await startDamaged(folder) : await startBridge(folder, { sample });
  const server = await servePages(pages, bridge.address);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  const base = `http://127.0.0.1:${server.address().port}`;
  return {
    base,
    browser,
    /** Runs one use case past the pages, to arrange or to look. */
    async call(command, input = {}) {
      const reply = await fetch(`${base}/api/${command}`, { method: "POST", body: JSON.stringify(input) });
      const { ok, error } = await reply.json();
      if (error !== undefined) throw new Error(`${command}: ${JSON.stringify(error)}`);
      return ok;
    },
    async stop() {
      await browser.close();
      server.close();
      bridge.child.removeAllListeners("exit");
      bridge.child.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The same with a clinic that has written nothing down yet. */
export async function startClinic({ goLive = CLINIC.go_live } = {}) {
  const stage = await start({ sample: false });
  try {
    await stage.call("first_run", { ...CLINIC, go_live: goLive });
  } catch (error) {
    // Nobody has it yet who could stop it, and a browser that is left open keeps the run from ending.
    await stage.stop();
    throw error;
  }
  return stage;
}

/** A page of one view. Anything it complains about (errors, blocked styles) stands in `complaints`. */
export async function open(stage, { view = "today", theme = "light", width = 1360, height = 900, language = "en", page = "index.html", kept = {}, forcedColors = "none" } = {}) {
  const context = await stage.browser.newContext({ viewport: { width, height }, colorScheme: theme, forcedColors, locale: `${language}-US` });
  const tab = await context.newPage();
  if (SLOWED > 1) await (await context.newCDPSession(tab)).send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const asked = new Set();
  tab.on("request", (one) => asked.add(one));
  for (const end of ["requestfinished", "requestfailed"]) tab.on(end, (one) => asked.delete(one));
  onTheirWay.set(tab, asked);
  const complaints = [];
  tab.on("pageerror", (error) => complaints.push(error.message));
  tab.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await tab.addInitScript(
    ([stored]) => {
      if (sessionStorage.getItem("begun") !== null) return;
      sessionStorage.setItem("begun", "yes");
      for (const [key, value] of Object.entries(stored)) localStorage.setItem(key, JSON.stringify(value));
    },
    [{ "place.view": view, "appearance.theme": theme, ...kept }],
  );
  await tab.goto(`${stage.base}/${page}`);
  const first = tab.locator(page === "capture.html" ? "input" : "h1:not(.while-opening)").first();
  await first.waitFor({ timeout: APPEARS_WITHIN_MS }).catch((error) => {
    throw new Error(`nothing appeared: ${complaints.join("; ") || error.message}`);
  });
  await settled(tab);
  return { tab, complaints, close: () => context.close() };
}

/** What each page asked for and has not got yet. */
const onTheirWay = new WeakMap();

/** Waits until nothing is on its way any more: what came was drawn, and asked for nothing more. */
export async function settled(tab) {
  await tab.waitForLoadState();
  await tab.evaluate(() => document.fonts.ready.then(() => undefined));
  const asked = onTheirWay.get(tab) ?? new Set();
  const drawn = () => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const until = Date.now() + APPEARS_WITHIN_MS;
  do {
    while (asked.size > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 10));
    await drawn();
  } while (asked.size > 0 && Date.now() < until);
}

/** What a page shows follows what was done by a moment: it is read until it is as expected, and held against it at the end. */
export async function becomes(read, expected, message) {
  const until = Date.now() + APPEARS_WITHIN_MS / 3;
  let seen = await read();
  while (!isDeepStrictEqual(seen, expected) && Date.now() < until) {
    await new Promise((done) => setTimeout(done, 50));
    seen = await read();
  }
  assert.deepEqual(seen, expected, message);
}
