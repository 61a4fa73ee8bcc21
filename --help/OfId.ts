// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** A thing named by its identity alone. */
export type OfId = {
/** Which thing. */
id: Id, };
