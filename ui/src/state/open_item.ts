import type { Kind } from "../backend/bindings/schema";
import { place } from "./place.svelte";

/** What the Changes view shows; its open thing is named with its kind. */
const REGISTER: ReadonlySet<Kind> = new Set<Kind>(["config_change", "event", "question", "shadow_record"]);

/** What the Vendor view shows; what it goes to is named with its kind. */
const VENDOR: ReadonlySet<Kind> = new Set<Kind>(["vendor_answer", "candidate", "candidate_answer", "question_weight"]);

/** Goes to where a thing is looked at: its view, with the thing open where the view has a panel. */
export function openItem(kind: Kind, id: string): void {
  if (kind === "request") place.go("requests", id);
  else if (kind === "workaround") place.go("workarounds", id);
  else if (kind === "area") place.go("owners", id);
  else if (REGISTER.has(kind)) place.go("changes", `${kind}:${id}`);
  else if (VENDOR.has(kind)) place.go("vendor", `${kind}:${id}`);
  else place.go("settings");
}
