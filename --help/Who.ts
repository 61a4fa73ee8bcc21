// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Somebody: a person of the clinic or the vendor, or, where no person matches, a name as written. */
export type Who = {
/** The person; `null` = free text. */
id: Id | null,
/** What stands on the screen. */
name: string, };
