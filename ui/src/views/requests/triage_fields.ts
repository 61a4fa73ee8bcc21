import type { FieldValue, RequestDetail, RequestRow } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";
import type { Act } from "../../shortcuts/table";
import type { Session } from "../../state/session.svelte";
import { kindName, options, routeName } from "../../words";

/** A field decided in triage, with what it is now and the key that opens its list. */
export interface TriageField {
  name: "area" | "route" | "kind" | "value" | "effort";
  label: string;
  act: Act;
  current: string;
  options: { value: FieldValue; label: string }[];
}

const MARKS = [1, 2, 3, 4, 5].map((mark) => ({ value: mark, label: String(mark) }));

/**
 * The fields decided in triage, the owner aside: it has its own shape. What only the request itself says is empty
 * until it was read; each can be set before that.
 */
export function triageFields(row: RequestRow, request: RequestDetail | undefined, session: Session): TriageField[] {
  const mark = (value: number | null): string => (value === null ? m.bulk_not_weighed() : String(value));
  return [
    {
      name: "area",
      label: m.area(),
      act: "triage.area",
      current: row.area?.name ?? m.area_none(),
      options: session.catalogue.areas.map((area) => ({ value: { ref: area.id }, label: area.name })),
    },
    {
      name: "route",
      label: m.request_route(),
      act: "triage.route",
      current: request === undefined ? "" : request.route === null ? m.request_route_none() : routeName[request.route](),
      options: options(routeName),
    },
    {
      name: "kind",
      label: m.request_kind(),
      act: "triage.kind",
      current: request === undefined ? "" : kindName[request.kind](),
      options: options(kindName),
    },
    { name: "value", label: m.request_value(), act: "triage.value", current: mark(row.value), options: MARKS },
    { name: "effort", label: m.request_effort(), act: "triage.effort", current: mark(row.effort), options: MARKS },
  ];
}
