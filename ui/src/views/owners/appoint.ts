import { backend } from "../../backend";
import type { AreaRow } from "../../backend/bindings/types";
import { act } from "../../state/acts";

/** Makes a person accountable for an area, or its backup; null leaves the place empty. */
export function appoint(area: AreaRow, as: "owner" | "backup", person: string | null): void {
  void act(backend.call("save", { id: area.id, kind: "area", set: { [as]: person === null ? null : { ref: person } } }));
}
