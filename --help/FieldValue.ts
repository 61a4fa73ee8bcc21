// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A value of a form's field: `null` takes it out, a thing is named by `ref`. */
export type FieldValue = null | boolean | number | string | { ref: string };
