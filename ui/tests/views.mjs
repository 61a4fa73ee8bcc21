/**
 * The view tests, file by file: `node tests/views.mjs [file…]`, after `npm run build:views`.
 *
 * A file in which something failed is run once more, alone. What then passes hung on the moment, in the test or in the page: it
 * does not fail the run, and is named at its end, so that somebody mends it (`KEEPALIVE_SLOWED=6` mostly shows it again).
 */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "views");
/** Ends a test that hangs. */
const LONGEST_MS = 600_000;
/** A page waits more than it computes: two files side by side, each with its own program, browser and folder, are done sooner. */
const SIDE_BY_SIDE = Math.min(2, availableParallelism());

/** Runs the files, so many at a time; resolves to what failed, and why, by file. */
async function failuresOf(files, concurrency) {
  const failures = new Map();
  const stream = run({ files, concurrency, timeout: LONGEST_MS });
  stream.on("test:fail", ({ name, file, details }) => {
    failures.set(file, [...(failures.get(file) ?? []), { name, why: details.error.cause ?? details.error }]);
  });
  const told = stream.compose(new spec());
  told.pipe(process.stdout, { end: false });
  await new Promise((ended) => told.on("end", ended));
  return failures;
}

function say(title, failures) {
  for (const [file, tests] of failures) {
    console.log(`\n${title}: ${file}`);
    for (const { name, why } of tests) console.log(`  ${name}\n    ${String(why?.stack ?? why).replaceAll("\n", "\n    ")}`);
  }
}

const named = process.argv.slice(2);
const all = readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).map((name) => join(folder, name));
const first = await failuresOf(named.length > 0 ? named : all.sort(), SIDE_BY_SIDE);
const again = first.size > 0 ? await failuresOf([...first.keys()], 1) : new Map();
say("FAILED ONCE, PASSED AGAIN", new Map([...first].filter(([file]) => !again.has(file))));
say("FAILED", again);
process.exitCode = again.size > 0 ? 1 : 0;
