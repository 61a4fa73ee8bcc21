// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { EventKind } from "./EventKind";

/** Which change events. */
export type EventFilter = {
/** Only this kind. */
kind?: EventKind | null,
/** Only those at which control limits restart. */
rebase?: boolean | null,
/** Only where a word of the name begins so. */
text?: string | null, };
