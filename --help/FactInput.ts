// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { RequestFactKind } from "./RequestFactKind";

/** Notes a dated fact about a request. */
export type FactInput = {
/** The request. */
request: Id,
/** What. */
fact: RequestFactKind,
/** Any words about it. */
note?: string | null,
/** When; now if absent. */
at?: number | null,
/** The day, where the time is not known; it stands at the day's middle then. Not together with `at`. */
day?: string | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
