import type { DeskRole, RequestState } from "./backend/bindings/schema";
import type { Label } from "./backend/bindings/types";
import { quotedDesk } from "./components/sharing/desk_name";
import { dayAndYear } from "./format/date";
import { m } from "./paraglide/messages.js";
import { deskRoleName, stateName } from "./words";

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

/** A kind of thing as a word in a sentence. */
export const kindName = (kind: string): string => sentence({ code: kind, args: [] }, "noun");

/** The sentence about several of a kind: their number and their word go together, so each kind has its own. */
const severalOf = (code: string, kind: string): string => `${code}_${catalogue[`act_${code}_${kind}`] === undefined ? "other" : kind}`;

/**
 * What an act is called: acts that name a state or a kind of thing carry its word, which is said in the
 * screen's language; nobody in the place of an owner has a sentence of its own.
 */
export function actName(label: Label): string {
  if (label.code === "undone" || label.code === "redone") {
    const [code = "other", ...args] = label.args;
    return actName({ code, args });
  }
  const [a = "", b = "", c = ""] = label.args;
  switch (label.code) {
    case "moved":
    case "moved_many":
      return sentence({ code: label.code, args: [a, stateName[b as RequestState]?.() ?? b] });
    case "gave_owner":
    case "gave_backup":
      return b === "" ? sentence({ code: `${label.code}_nobody`, args: [a] }) : sentence(label);
    case "gave_owner_many":
      return sentence({ code: severalOf(c === "" ? "gave_owner_many_nobody" : label.code, b), args: [a, "", c] });
    case "created":
    case "added":
    case "removed":
    case "put_back":
    case "changed":
      return sentence({ code: label.code, args: [kindName(a), b] });
    case "changed_many":
      return sentence({ code: severalOf(label.code, b), args: [a] });
    case "desk_role":
      return sentence({ code: label.code, args: [quotedDesk(a), deskRoleName[b as DeskRole]?.() ?? b] });
    case "desk_named":
    case "desk_unnamed":
      return sentence({ code: label.code, args: [quotedDesk(a), b] });
    case "desk_joined":
      return sentence({ code: label.code, args: [deskRoleName[a as DeskRole]?.() ?? a] });
    case "set_threshold":
      return sentence({ code: label.code, args: [sentence({ code: a, args: [] }, "threshold")] });
    case "ends":
      return sentence({ code: label.code, args: [a, dayAndYear(b)] });
    case "handed_over":
      return b === "" ? sentence({ code: "handed_over_nobody", args: [a, c] }) : sentence(label);
    default:
      return sentence(label);
  }
}
