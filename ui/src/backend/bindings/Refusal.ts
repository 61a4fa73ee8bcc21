// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ItemLink } from "./ItemLink";

/** A refusal, quoted. */
export type Refusal = {
/** The request. */
request: ItemLink,
/** Day it was declined; `null` where nobody says it. */
on: string | null,
/** The reason or clause as written down; `null` = none. */
reason: string | null, };
