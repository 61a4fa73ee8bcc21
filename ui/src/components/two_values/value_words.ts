import type { Kind } from "../../backend/bindings/schema";
import type { OneValue, SharingView, TwoValues } from "../../backend/bindings/types";
import { dayNear, localDate } from "../../format/date";
import { plain } from "../../format/number";
import { kindName as noun, sentence } from "../../labels";
import { m } from "../../paraglide/messages.js";
import {
  answeredInName,
  areaRouteName,
  basisName,
  breakName,
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
} from "../../words";
import { deskHead } from "../sharing/desk_name";

/** Where a date or an instant is read. */
interface Where {
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
  for (const of of EFFECT_OF) {
    const on = EFFECT_ON.find(({ key }) => field === `${of.key}_${key}`);
    if (on !== undefined) return `${of.label()}, ${on.label()}`;
  }
  return undefined;
}

/** A field as people call it; that of something that hangs on the item says so. */
export function fieldName(two: Pick<TwoValues, "field" | "kind">, hanging: boolean): string {
  const field = effectField(two.field) ?? sentence({ code: two.field, args: [] }, "field");
  return hanging ? m.two_of({ field, kind: noun(two.kind) }) : field;
}

/** A value as people read it. */
export function valueText(two: Pick<TwoValues, "field" | "kind" | "shown_as">, value: OneValue["value"], where: Where): string {
  if (value === null) return m.two_nothing();
  switch (two.shown_as) {
    case "word":
      return wordName(two.kind, two.field, value);
    case "date":
      return dayNear(value, where.today);
    case "instant":
      return dayNear(localDate(Number(value), where.zone), where.today);
    case "number":
      return plain(Number(value));
    case "yes_no":
      return value === "true" ? m.yes() : m.no();
    default:
      return value;
  }
}

function wordName(kind: Kind, field: string, word: string): string {
  const words = effectField(field) === undefined ? (vocabularies[`${kind}.${field}`] ?? vocabularies[field]) : effectName;
  return (words as Record<string, (() => string) | undefined> | undefined)?.[word]?.() ?? word;
}

/** Who wrote it and when; where nobody said who sits there, the desk. */
export const whoAndWhen = (one: OneValue, where: Where & { sharing: SharingView | undefined }): string =>
  m.two_who({
    name: one.by === "" ? deskHead(one.desk, where.sharing?.desks ?? []) : one.by,
    date: dayNear(localDate(one.at, where.zone), where.today),
  });
