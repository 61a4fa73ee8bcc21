import { m } from "../../paraglide/messages.js";

/** Ids of the headings the jump list goes to. */
export const SECTION = {
  hours: "section-hours",
  signals: "section-signals",
  requests: "section-requests",
  workarounds: "section-workarounds",
  people: "section-people",
  systems: "section-systems",
} as const;

/** The sections in their order. */
export const sections = (): { id: string; title: string }[] => [
  { id: SECTION.hours, title: m.section_hours() },
  { id: SECTION.signals, title: m.section_signals() },
  { id: SECTION.requests, title: m.section_requests() },
  { id: SECTION.workarounds, title: m.section_workarounds() },
  { id: SECTION.people, title: m.section_people() },
  { id: SECTION.systems, title: m.section_systems() },
];
