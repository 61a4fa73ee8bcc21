import type { Person } from "../backend/bindings/types";
import { m } from "../paraglide/messages.js";

/** Who may own something or sit here now: staff who are here. Vendor contacts never are accountable. */
export const staffOf = (people: readonly Person[]): Person[] => people.filter((person) => person.active && !person.vendor);

/** What is set of somebody who is written down on the way, by name alone: the role is put right in Settings. */
export const byNameAlone = (name: string | null): { name: string | null; role: string } => ({ name, role: m.person_role_unsaid() });
