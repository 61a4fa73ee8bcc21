import { m } from "../../paraglide/messages.js";

/**
 * Rows of systems side by side, the oldest month first: a month after a system's last one is said to be none of its own. Left
 * empty it would read as one that nobody measured.
 */
export function withoutFurtherMonths(rows: readonly string[][]): string[][] {
  const last = (column: number): number => rows.findLastIndex((row) => row[column] !== "");
  return rows.map((row, at) => row.map((cell, column) => (cell === "" && at > last(column) ? m.no_such_month() : cell)));
}
