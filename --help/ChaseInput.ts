// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Notes time spent following a request up. */
export type ChaseInput = {
/** The request. */
request: Id,
/** Minutes it took. */
minutes: number,
/** Call, portal, e-mail, hold. */
channel?: string | null,
/** Any words about it. */
note?: string | null,
/** When; now if absent. */
at?: number | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
