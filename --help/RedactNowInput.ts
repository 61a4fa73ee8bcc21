// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A text to be taken out of the whole history now. */
export type RedactNowInput = {
/** The exact text. It is neither kept nor logged. */
text: string,
/** The same, typed once more: there is no way back. */
again: string, };
