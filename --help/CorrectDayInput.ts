// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Puts a state change or a dated fact on another day. */
export type CorrectDayInput = {
/** The state change or fact. */
id: Id,
/** The day it was. */
day: string,
/** Why, in the person's words. */
why?: string | null,
/** The person looked at the warning and it is no patient's. */
phi_ok?: boolean | null, };
