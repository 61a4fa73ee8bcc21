import type { VendorQuestion } from "../../backend/bindings/schema";
import { m } from "../../paraglide/messages.js";

/** The five questions as people ask them. */
export const questionName: Record<VendorQuestion, () => string> = {
  changes: m.ask_changes,
  misfit: m.ask_misfit,
  scope: m.ask_scope,
  speed: m.ask_speed,
  contact: m.ask_contact,
};
