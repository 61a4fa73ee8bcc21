import type { FieldValue } from "../backend/bindings/types";
import { m } from "../paraglide/messages.js";
import type { Session } from "../state/session.svelte";
import { breakName, formName, kindName, options, rationaleName, routeName } from "../words";

/** What is asked for beside a choice: a day, or a decision with its name, its day and its why. */
export type BulkAsk = "day" | "acceptance";
export type BulkOption = { label: string } & ({ value: FieldValue } | { asks: BulkAsk });

/** A field that many things get together. Taking the value out is a choice like any other; "no change" is none. */
export interface BulkField {
  name: string;
  label: string;
  options: BulkOption[];
  /** Of a day that is asked for: it has happened. */
  past?: boolean;
}

const yesNo: BulkOption[] = [
  { value: true, label: m.bulk_yes() },
  { value: false, label: m.bulk_no() },
];
const marks = (none: string): BulkOption[] => [
  ...[1, 2, 3, 4, 5].map((mark) => ({ value: mark, label: String(mark) })),
  { value: null, label: none },
];
/** Things or people by name, and nothing of them. */
const named = (all: readonly { id: string; name: string }[], none: string): BulkOption[] => [
  ...all.map((one) => ({ value: { ref: one.id }, label: one.name })),
  { value: null, label: none },
];

/** The fields that both kinds of item have. */
function common({ staff, catalogue }: Session): Record<"owner" | "area" | "system" | "safety", BulkField> {
  return {
    owner: { name: "owner", label: m.owner(), options: named(staff, m.nobody()) },
    area: { name: "area", label: m.area(), options: named(catalogue.areas, m.area_none()) },
    system: { name: "system", label: m.bulk_system(), options: named(catalogue.systems, m.bulk_none()) },
    safety: { name: "safety", label: m.safety(), options: yesNo },
  };
}

function ofWorkarounds(session: Session): BulkField[] {
  const { owner, area, system, safety } = common(session);
  return [
    owner,
    area,
    { name: "break", label: m.bulk_break(), options: options(breakName) },
    { name: "form", label: m.bulk_form(), options: [...options(formName), { value: null, label: m.bulk_none() }] },
    system,
    safety,
    { name: "rationale", label: m.rationale(), options: [...options(rationaleName), { value: null, label: m.rationale_unsaid() }] },
    { name: "avoidable", label: m.avoidable(), options: [...yesNo, { value: null, label: m.bulk_unsaid() }] },
    { name: "planned", label: m.planned(), options: [...yesNo, { value: null, label: m.bulk_unsaid() }] },
    {
      name: "expected_end",
      label: m.workaround_expected_end(),
      options: [
        { asks: "day", label: m.bulk_day() },
        { value: null, label: m.bulk_none() },
      ],
    },
    {
      name: "ended",
      label: m.workaround_ended(),
      past: true,
      options: [
        { asks: "day", label: m.bulk_day() },
        { value: null, label: m.workaround_reopen() },
      ],
    },
    { name: "acceptable", label: m.workaround_accept(), options: [{ asks: "acceptance", label: m.bulk_yes() }] },
  ];
}

function ofRequests(session: Session): BulkField[] {
  const { owner, area, system, safety } = common(session);
  const { people } = session.catalogue;
  return [
    owner,
    area,
    { name: "route", label: m.request_route(), options: [...options(routeName), { value: null, label: m.request_route_none() }] },
    { name: "kind", label: m.request_kind(), options: options(kindName) },
    { name: "value", label: m.request_value(), options: marks(m.bulk_not_weighed()) },
    { name: "effort", label: m.request_effort(), options: marks(m.bulk_not_weighed()) },
    safety,
    { name: "regulatory", label: m.regulation_tag(), options: yesNo },
    { name: "requester", label: m.request_requester(), options: named(people.filter((person) => person.active), m.nobody()) },
    { name: "vendor_contact", label: m.bulk_vendor_contact(), options: named(people.filter((person) => person.vendor), m.nobody()) },
    system,
  ];
}

/**
 * The fields a bulk edit offers. Titles, keys, texts and what is measured differ from thing to thing and are left out. Why
 * something ends or is accepted is said for all of them at once.
 */
export const bulkFields = (kind: "request" | "workaround", session: Session): BulkField[] =>
  kind === "workaround" ? ofWorkarounds(session) : ofRequests(session);
