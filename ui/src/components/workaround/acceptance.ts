import type { FieldValue } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";
import type { Form } from "../../state/form.svelte";

/** A decision to live with a workaround, as it is typed. */
export interface Acceptance {
  /** The person who decided, by id. */
  by: string;
  reviewOn: string;
  why: string;
}

/** What is saved of it; null after saying beside each field what it lacks: a decision has a name and a day it is looked at again (DOMAIN §3). */
export function acceptanceFields({ by, reviewOn, why }: Acceptance, form: Form, today: string): Record<string, FieldValue> | null {
  if (by === "") form.refuse("accepted_by", m.hint_required());
  if (reviewOn === "") form.refuse("review_on", m.hint_required());
  if (by === "" || reviewOn === "") return null;
  return { acceptable: true, acceptable_why: why.trim() || null, accepted_by: { ref: by }, accepted_on: today, review_on: reviewOn };
}
