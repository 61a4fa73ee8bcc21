import type { Kind } from "./backend/bindings/schema";
import type { FieldChange } from "./backend/bindings/types";
import { dayNear, localDate } from "./format/date";
import { plain } from "./format/number";
import { kindName as noun, sentence } from "./labels";
import { m } from "./paraglide/messages.js";
import {
  answeredInName,
  areaRouteName,
  basisName,
  breakName,
  channelName,
  EFFECT_OF,
  EFFECT_ON,
  effectName,
  eventKindName,
  factName,
  formName,
  kindName,
  promiseClockName,
  rationaleName,
  routeName,
  stateName,
} from "./words";

/** A field of a kind of thing. */
type OfField = Pick<FieldChange, "field" | "kind">;

/** Where a date or an instant is read. */
export interface Where {
  zone: string;
  today: string;
}

/** The vocabularies by field; `kind` and `route` mean different things on different kinds. */
const vocabularies: Record<string, Record<string, () => string>> = {
  break: breakName,
  form: formName,
  state: stateName,
  fact: factName,
  clock: promiseClockName,
  basis: basisName,
  rationale: rationaleName,
  answered_in: answeredInName,
  "request.kind": kindName,
  "event.kind": eventKindName,
  "request.route": routeName,
  "area.route": areaRouteName,
};

/** `safety_patient` and its kin: what it has an effect on, and for whom. */
function effectField(field: string): string | undefined {
  for (const what of EFFECT_OF) {
    const on = EFFECT_ON.find(({ key }) => field === `${what.key}_${key}`);
    if (on !== undefined) return `${what.label()}, ${on.label()}`;
  }
  return undefined;
}

/** A field as people call it; that of something that hangs on the item says so. */
export function fieldName(of: OfField, hanging: boolean): string {
  // The key of an area is what people call it, and no number.
  const code = of.kind === "area" && of.field === "key" ? "name" : of.field;
  const field = effectField(of.field) ?? sentence({ code, args: [] }, "field");
  return hanging ? m.field_of({ field, kind: noun(of.kind) }) : field;
}

/** Texts that our own forms write as one of a few words. */
const chosenTexts: Record<string, Record<string, () => string>> = { "chase.channel": channelName };

/** The name of a text that is one of those words; undefined where it is what somebody wrote. */
export const chosenText = (of: OfField, value: string): string | undefined => chosenTexts[`${of.kind}.${of.field}`]?.[value]?.();

/** A value as people read it. */
export function valueText(of: OfField & Pick<FieldChange, "shown_as">, value: string, where: Where): string {
  switch (of.shown_as) {
    case "word":
      return wordName(of.kind, of.field, value);
    case "date":
      return dayNear(value, where.today);
    case "instant":
      return dayNear(localDate(Number(value), where.zone), where.today);
    case "number":
      return plain(Number(value));
    case "yes_no":
      return value === "true" ? m.yes() : m.no();
    default:
      return chosenText(of, value) ?? value;
  }
}

function wordName(kind: Kind, field: string, word: string): string {
  const words = effectField(field) === undefined ? (vocabularies[`${kind}.${field}`] ?? vocabularies[field]) : effectName;
  return (words as Record<string, (() => string) | undefined> | undefined)?.[word]?.() ?? word;
}
