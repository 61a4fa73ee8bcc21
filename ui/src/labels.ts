import type { Label } from "./backend/bindings/types";
import { m } from "./paraglide/messages.js";

type Sentence = (inputs: { a: string; b: string; c: string }) => string;

/** The catalogue as a table: codes from the border are looked up, never written out as text. */
const catalogue = m as unknown as Record<string, Sentence | undefined>;

/**
 * The sentence of a label from the border: `gave_owner ["Scheduling", "Ana"]` is `act_gave_owner` with its
 * arguments as a, b and c. A code of a newer program than this screen is the plain `act_other`.
 */
export function sentence(label: Label, prefix = "act"): string {
  const [a = "", b = "", c = ""] = label.args;
  const words = catalogue[`${prefix}_${label.code}`] ?? catalogue[`${prefix}_other`];
  return words === undefined ? label.code : words({ a, b, c });
}
