import type { Document, Paper } from "../../backend/bindings/types";

/** A text as a CSS string: whatever is no letter, digit or space is written by its number, so nothing can end it. */
function cssString(text: string): string {
  const safe = text.replace(/[^\p{L}\p{N} ]/gu, (letter) => `\\${(letter.codePointAt(0) ?? 0).toString(16)} `);
  return `"${safe}"`;
}

/** The foot of every printed page: whose it is, and which page of how many. Where a printer's browser knows no such foot, it leaves it out. */
export function footRules(paper: Paper, { foot, page_count }: Pick<Document, "foot" | "page_count">): string {
  const counted = page_count
    .split("{pages}")
    .map((part) => part.split("{page}").map(cssString).join(" counter(page) "))
    .join(" counter(pages) ");
  const look =
    'font: 9px "Atkinson Hyperlegible Next", sans-serif; color: #41504c; vertical-align: top; padding-top: 2mm; border-top: .5px solid #75827e;';
  return `@page ${paper} {
  @bottom-left { content: ${cssString(foot)}; text-align: left; width: 75%; ${look} }
  @bottom-right { content: ${counted}; text-align: right; width: 25%; ${look} }
}`;
}
