import type { Named, Person } from "../backend/bindings/types";
import { folded } from "../components/matching";
import { staffOf } from "../state/people";

/** The most names that stand below the line at once. */
const MOST = 6;

/** Whom and what a line can name. */
export interface Names {
  areas: readonly Named[];
  people: readonly Person[];
}
export const noNames: Names = { areas: [], people: [] };

/** A name that is being typed, where the caret stands. */
export interface NameTyped {
  sign: "#" | "@";
  /** What stands between the sign (or the quote after it) and the caret. */
  typed: string;
  /** What the whole name gives way to: from the sign to the end of its word, or of its quotes. */
  start: number;
  end: number;
}

/** A name that is there and goes on as typed. */
export interface Offer {
  id: string;
  name: string;
  /** What somebody is; empty for an area. */
  role: string;
  /** How the line says it. */
  spelled: string;
}

/** As the program finds tokens: a sign at the beginning of a word, and either quotes or one word. */
const NAMES = /(^|\s)([#@](?:["“][^"”]*["”]?|[^\s"“]*))/gu;
/** May hang on a token and is none of it. */
const HANGING = /[,.;:!?)]+$/u;
/** Reads the same without quotes; any other name stands in them. */
const ONE_WORD = /^\p{L}(?:[\p{L}\p{M}\p{N}&'’./-]*[\p{L}\p{M}\p{N}])?$/u;

/** The name that the caret stands in, if it does. */
export function nameAt(line: string, caret: number): NameTyped | undefined {
  for (const { index, 1: before = "", 2: word = "" } of line.matchAll(NAMES)) {
    const start = index + before.length;
    const sign = word.startsWith("#") ? "#" : "@";
    const quoted = /^.["“]/u.test(word);
    const closed = quoted && word.length > 2 && /["”]$/u.test(word);
    const from = start + (quoted ? 2 : 1);
    const to = start + (closed ? word.length - 1 : quoted ? word.length : word.replace(HANGING, "").length);
    if (caret < from || caret > to) continue;
    // A quote that is open yet holds the rest of the line too: only what stands before the caret is the name.
    return { sign, typed: line.slice(from, caret), start, end: closed ? to + 1 : quoted ? caret : to };
  }
  return undefined;
}

/** As the program compares names: letters and digits alone, `&` read as "and". */
const letters = (text: string): string => folded(text).replaceAll("&", "and").replace(/[^\p{L}\p{N}]/gu, "");

/** Where words begin in a text that is folded. */
const WORDS = /[\p{L}\p{N}]+/gu;
/** How far from its beginning a name goes on as typed: 0 from there, 1 from a later word, infinity not at all. */
function rankOf(typed: string, name: string): number {
  const text = folded(name);
  const at = [...text.matchAll(WORDS)].find(({ index }) => letters(text.slice(index)).startsWith(typed));
  return at === undefined ? Infinity : Math.min(at.index, 1);
}

/** A name so that the program reads it as this one and no other: in quotes unless it is one word. */
const spelled = (sign: string, name: string): string => (ONE_WORD.test(name) ? `${sign}${name}` : `${sign}"${name.replace(/["“”]/gu, "")}"`);

interface Candidate {
  offer: Offer;
  /** All that it goes by. */
  names: string[];
}

function candidates(sign: "#" | "@", { areas, people }: Names): Candidate[] {
  if (sign === "#") {
    // Of two that read the same the line can say the first alone.
    const firsts = new Map(areas.toReversed().map((area) => [letters(area.name), area]));
    return areas.filter((area) => firsts.get(letters(area.name)) === area).map(({ id, name }) => ({ offer: { id, name, role: "", spelled: spelled(sign, name) }, names: [name] }));
  }
  /** How many people go by each name or key. */
  const bearers = new Map<string, number>();
  for (const { key, name } of people) for (const each of new Set([letters(key), letters(name)])) bearers.set(each, (bearers.get(each) ?? 0) + 1);
  return staffOf(people).map(({ id, key, name, role }) => {
    const alone = bearers.get(letters(name)) === 1;
    return { offer: { id, name, role, spelled: spelled(sign, alone ? name : key) }, names: [name, key] };
  });
}

/** What is there that goes on as typed; nothing where only what was typed whole is left. */
export function offersFor({ sign, typed }: NameTyped, names: Names): Offer[] {
  const begun = letters(typed);
  if (begun === "" && typed !== "") return [];
  const ranked = candidates(sign, names).map((each) => ({ ...each, rank: Math.min(...each.names.map((name) => rankOf(begun, name))) }));
  const found = ranked.filter(({ rank }) => rank <= 1).sort((a, b) => a.rank - b.rank);
  if (found.every((each) => each.names.some((name) => letters(name) === begun))) return [];
  return found.slice(0, MOST).map(({ offer }) => offer);
}

/** The line with the name in it, and where the caret stands then: behind a blank, for what comes next. */
export function withOffer(line: string, { start, end }: NameTyped, offer: Offer): { line: string; caret: number } {
  const rest = line.slice(end);
  const blank = rest === "" ? " " : "";
  const caret = start + offer.spelled.length;
  return { line: line.slice(0, start) + offer.spelled + blank + rest, caret: /^\s/u.test(blank + rest) ? caret + 1 : caret };
}
