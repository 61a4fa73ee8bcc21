import { dayAndYear, type LocalDate } from "../../format/date";
import { m } from "../../paraglide/messages.js";

/**
 * Which of a promise's two days is wrong where it was due before it was said, and why. The day it was said begins as
 * today: where it still is, nobody has looked at it yet, and a day that has passed was promised before.
 */
export function promiseDatesProblem(due: LocalDate, made: LocalDate, today: LocalDate): { field: "due_on" | "made_on"; text: string } | undefined {
  if (due >= made) return undefined;
  return made === today
    ? { field: "made_on", text: m.promise_said_after({ date: dayAndYear(due) }) }
    : { field: "due_on", text: m.promise_due_before({ date: dayAndYear(made) }) };
}
