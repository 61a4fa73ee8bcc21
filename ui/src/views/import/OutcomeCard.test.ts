import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { ImportReport } from "../../backend/bindings/types";
import OutcomeCard from "./OutcomeCard.svelte";
import { Importing } from "./importing.svelte";

/** A file that names somebody nobody has written down. */
const report = (seen: ImportReport["seen"]): ImportReport => ({
  files: [],
  ignored_files: [],
  refused: [],
  refused_count: 0,
  refused_lines: 0,
  can_leave_out: false,
  notes: [],
  notes_count: 0,
  corrections: [],
  corrections_count: 0,
  corrections_lines: 0,
  new_areas: [],
  unknown_people: { lines: 1, names: ["Resolver 9"], more: false },
  undated_lines: 0,
  read_as: null,
  seen,
  targets: [{ name: "owner", required: false, words: [], names: "person" }],
  saved: null,
});

test("who is not written down is chosen above only where something stands above to choose from", () => {
  const matched = { sheets: [], sheet: null, rows: [], columns: [], words: [{ field: "owner", words: [{ theirs: "Resolver 9", ours: "Resolver 9", count: 1 }], more: false }] };
  const { unmount } = render(OutcomeCard, { importing: new Importing(), report: report(matched) });
  expect(screen.getByText(/Resolver 9/).textContent).toContain("Choose a person for it above");
  unmount();
  render(OutcomeCard, { importing: new Importing(), report: report(null) });
  const said = screen.getByText(/Resolver 9/).textContent;
  expect(said).not.toContain("above");
  expect(said).toContain("under People first");
});

test("how many rows are done and say no day stands there before anything is written", () => {
  const { unmount } = render(OutcomeCard, { importing: new Importing(), report: report(null) });
  expect(screen.queryByText(/no day/)).toBeNull();
  unmount();
  render(OutcomeCard, { importing: new Importing(), report: { ...report(null), undated_lines: 1234 } });
  expect(screen.getByText(/no day/).textContent).toBe("1,234 rows are done and say no day. They count as done, and no time is measured to that.");
});
