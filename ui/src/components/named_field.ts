import type { FieldValue, Who } from "../backend/bindings/types";

/** What stands in a field that holds a thing or a name as written, as `save` takes it. */
export const namedField = (stands: Who | null | undefined): FieldValue =>
  stands == null ? null : stands.id === null ? stands.name : { ref: stands.id };
