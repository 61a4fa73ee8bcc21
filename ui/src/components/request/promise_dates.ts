import { dayAndYear, type LocalDate } from "../../format/date";
import { m } from "../../paraglide/messages.js";
import type { Form } from "../../state/form.svelte";

/**
 * Which of a promise's two days is wrong where it was due before it was said, and why. The day it was said begins as
 * today: where it still is, nobody has looked at it yet, and a day that has passed was promised before.
 */
function promiseDatesProblem(due: LocalDate, made: LocalDate, today: LocalDate): { field: "due_on" | "made_on"; text: string } | undefined {
  if (due >= made) return undefined;
  return made === today
    ? { field: "made_on", text: m.promise_said_after({ date: dayAndYear(due) }) }
    : { field: "due_on", text: m.promise_due_before({ date: dayAndYear(made) }) };
}

/** Whether both days of a promise are there and fit together; says beside its field what does not. */
export function promiseDatesFit(form: Form, due: LocalDate, made: LocalDate, today: LocalDate): boolean {
  if (due === "") form.refuse("due_on", m.hint_required());
  if (made === "") form.refuse("made_on", m.hint_required());
  if (due === "" || made === "") return false;
  const problem = promiseDatesProblem(due, made, today);
  if (problem !== undefined) form.refuse(problem.field, problem.text);
  return problem === undefined;
}
