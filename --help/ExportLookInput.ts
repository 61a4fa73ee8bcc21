// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ListAsked } from "./ListAsked";

/** What is about to leave. */
export type ExportLookInput = {
/** Only this list; the whole record if absent. */
list?: ListAsked | null, };
