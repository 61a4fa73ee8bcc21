import { m } from "../../paraglide/messages.js";

/** The configuration areas most clinics have (DOMAIN §3), in the words of the screen: a first run begins with them. */
export const usualAreas = (): string[] => [
  m.usual_area_scheduling(),
  m.usual_area_check_in(),
  m.usual_area_rooming(),
  m.usual_area_note_templates(),
  m.usual_area_orders(),
  m.usual_area_results(),
  m.usual_area_refills(),
  m.usual_area_inbox(),
  m.usual_area_billing(),
  m.usual_area_reports(),
  m.usual_area_interfaces(),
  m.usual_area_users_and_roles(),
];
