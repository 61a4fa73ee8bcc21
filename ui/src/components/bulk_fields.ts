import type { FieldValue } from "../backend/bindings/types";
import { m } from "../paraglide/messages.js";
import type { Session } from "../state/session.svelte";
import { breakName, formName, kindName, options, routeName } from "../words";

/** A field that many things get together. Taking the value out is a choice like any other; "no change" is none. */
export interface BulkField {
  name: string;
  label: string;
  options: { value: FieldValue; label: string }[];
}

const yesNo: BulkField["options"] = [
  { value: true, label: m.bulk_yes() },
  { value: false, label: m.bulk_no() },
];
const marks = (none: string): BulkField["options"] => [
  ...[1, 2, 3, 4, 5].map((mark) => ({ value: mark, label: String(mark) })),
  { value: null, label: none },
];

/** The fields a bulk edit offers. Titles, keys and what is measured differ from thing to thing and are left out. */
export function bulkFields(kind: "request" | "workaround", session: Session): BulkField[] {
  const owner: BulkField = {
    name: "owner",
    label: m.owner(),
    options: [
      ...session.staff.map((person) => ({ value: { ref: person.id }, label: person.name })),
      { value: null, label: m.nobody() },
    ],
  };
  const area: BulkField = {
    name: "area",
    label: m.area(),
    options: [
      ...session.catalogue.areas.map((one) => ({ value: { ref: one.id }, label: one.name })),
      { value: null, label: m.area_none() },
    ],
  };
  const system: BulkField = {
    name: "system",
    label: m.bulk_system(),
    options: [
      ...session.catalogue.systems.map((one) => ({ value: { ref: one.id }, label: one.name })),
      { value: null, label: m.bulk_none() },
    ],
  };
  const safety: BulkField = { name: "safety", label: m.safety(), options: yesNo };
  if (kind === "workaround") {
    return [
      owner,
      area,
      { name: "break", label: m.bulk_break(), options: options(breakName) },
      { name: "form", label: m.bulk_form(), options: [...options(formName), { value: null, label: m.bulk_none() }] },
      system,
      safety,
    ];
  }
  return [
    owner,
    area,
    { name: "route", label: m.request_route(), options: [...options(routeName), { value: null, label: m.request_route_none() }] },
    { name: "kind", label: m.request_kind(), options: options(kindName) },
    { name: "value", label: m.request_value(), options: marks(m.bulk_not_weighed()) },
    { name: "effort", label: m.request_effort(), options: marks(m.bulk_not_weighed()) },
    safety,
    { name: "regulatory", label: m.regulation_tag(), options: yesNo },
    {
      name: "vendor_contact",
      label: m.bulk_vendor_contact(),
      options: [
        ...session.catalogue.people
          .filter((person) => person.vendor)
          .map((person) => ({ value: { ref: person.id }, label: person.name })),
        { value: null, label: m.nobody() },
      ],
    },
    system,
  ];
}
