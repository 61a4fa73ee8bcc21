import type { FieldValue } from "../backend/bindings/types";

/**
 * The fields that differ from what was on screen: a form sends only these, so that two people who edit
 * different fields of one thing never overwrite each other. A new thing (`before` empty) sends what it has.
 */
export function changedFields(
  before: Record<string, FieldValue>,
  after: Record<string, FieldValue>,
): Record<string, FieldValue> {
  const same = (a: FieldValue | undefined, b: FieldValue): boolean => JSON.stringify(a ?? null) === JSON.stringify(b);
  const isNew = Object.keys(before).length === 0;
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !same(before[name], value) && !(isNew && value === false)),
  );
}

/** What the fields to be sent held on the screen when the form opened, so that a value which came since is kept. */
export const onScreen = (
  before: Record<string, FieldValue>,
  set: Record<string, FieldValue>,
): Record<string, FieldValue> =>
  Object.fromEntries(Object.keys(set).map((name) => [name, before[name] ?? null]));
