import type { CaptureProblem, CaptureView } from "../backend/bindings/types";
import { sentence } from "../labels";
import { blockedWords, warnedWords } from "../phi_words";
import { blocksOf, warningsOf } from "./understood.svelte";

/** Typing on does not mend these: they are said at once. */
const AT_ONCE: readonly string[] = ["out_of_range", "repeated", "too_long", "control_characters"];

/**
 * The problem to say of a line: the first, once somebody tried to save it. Before that only one that stands: a name is
 * being typed until something follows it, and that words are missing is no mark on those that are there.
 */
export function problemToSay({ problems }: CaptureView, text: string, tried: boolean): CaptureProblem | undefined {
  if (tried) return problems[0];
  return problems.find(({ code, end }) => code !== "required" && (AT_ONCE.includes(code) || end < text.length));
}

/** Why a line is not saved by Enter, in words; undefined where it is. `looked`: somebody has read the warning. */
export function whyRefused(view: CaptureView, line: string, looked: boolean): string | undefined {
  const blocks = blocksOf(view);
  if (blocks.length > 0) return blockedWords(blocks.map(({ kind }) => kind));
  if (view.problems[0] !== undefined) return problemText(view.problems[0], line);
  const warnings = looked ? [] : warningsOf(view);
  return warnings.length > 0 ? warnedWords(warnings.map(({ kind }) => kind)) : undefined;
}

/** What is wrong, in words, with what was typed where the border only names the field. */
export function problemText({ code, arg, start, end }: CaptureProblem, text: string): string {
  const typed = text.slice(start, end);
  if (code === "out_of_range") return sentence({ code: `out_of_range_${arg}`, args: [typed] }, "capture_problem");
  return sentence({ code, args: [code === "repeated" ? typed : arg] }, "capture_problem");
}
