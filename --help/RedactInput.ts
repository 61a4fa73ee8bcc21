// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A text to be taken out of the whole history. */
export type RedactInput = {
/** The exact text. It is neither kept nor logged. */
text: string, };
