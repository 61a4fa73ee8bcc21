import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA and axe's own best practices. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong on the page, a line each with the first element. */
export async function violations(tab) {
  // The policy lets no inline script in; the debugger's own evaluation is not the page's.
  await tab.evaluate(source);
  // Half-way between two colours a button has neither's contrast: what is on its way is let come.
  await tab.evaluate(() => Promise.allSettled(document.getAnimations().filter((moving) => moving instanceof CSSTransition).map((moving) => moving.finished)).then(() => undefined));
  const found = await tab.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary ?? ""}`,
  );
}
