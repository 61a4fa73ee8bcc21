// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Who } from "./Who";

/** Time spent following it up. */
export type Chase = {
/** Which thing. */
id: Id,
/** When. */
at: number,
/** Minutes it took. */
minutes: number,
/** Who. */
person: Who | null,
/** Call, portal, e-mail, hold. */
channel: string | null,
/** Any words about it. */
note: string | null, };
