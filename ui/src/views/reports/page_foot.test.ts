import { expect, test } from "vitest";
import { footRules } from "./page_foot";

test("the foot says whose page it is and counts it", () => {
  const rules = footRules("letter", { foot: "Larkmoor Family Health", page_count: "page {page} of {pages}" });
  expect(rules).toContain('@page letter');
  expect(rules).toContain('content: "Larkmoor Family Health"');
  expect(rules).toContain('content: "page " counter(page) " of " counter(pages) ""');
});

test("no name ends the string it stands in", () => {
  const rules = footRules("a4", { foot: '"} @page { margin: 0 } \\', page_count: "{page}" });
  expect(rules.match(/@page/gu)).toHaveLength(1);
  expect(rules).toContain("\\22 \\7d  \\40 page \\7b  margin\\3a  0 \\7d  \\5c ");
});
