import type { Kind } from "../backend/bindings/schema";
import { place } from "./place.svelte";

/** Goes to where a thing is looked at: its view, with the thing open where the view has a panel. */
export function openItem(kind: Kind, id: string): void {
  if (kind === "request") place.go("requests", id);
  else if (kind === "workaround") place.go("workarounds", id);
  else if (kind === "area") place.go("owners");
  else if (kind === "event") place.go("friction");
  else place.go("settings");
}
