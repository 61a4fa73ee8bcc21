import type { FieldValue, Kind } from "../../backend/bindings/types";
import { changedFields, onScreen } from "../../components/changed_fields";
import type { Form } from "../../state/form.svelte";

/** What one of the forms of Changes is about. */
interface Edited {
  kind: Extract<Kind, "config_change" | "event" | "question" | "shadow_record">;
  /** The thing that is edited; a new one if absent. */
  id: string | undefined;
  /** What stood in the fields before anybody typed; for a new thing, what the form proposed. */
  start: Record<string, FieldValue>;
  /** What stands in them now. */
  now: Record<string, FieldValue>;
}

/**
 * Saves what somebody changed, and nothing else. A new thing is saved with what the form proposed for it.
 *
 * @returns What became of it: refused (the reason stands in the form), nothing to save, or saved under this identity.
 */
export async function saveChanged(
  form: Form,
  { kind, id, start, now }: Edited,
): Promise<"refused" | "unchanged" | { id: string | null }> {
  const set = changedFields(id === undefined ? {} : start, now);
  if (Object.keys(set).length === 0) return "unchanged";
  const saved = await form.send("save", { id: id ?? null, kind, set, seen: onScreen(start, set) });
  return saved === null ? "refused" : { id: saved.id };
}
