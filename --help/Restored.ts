// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ReplacedDatabase } from "./ReplacedDatabase";
import type { Saved } from "./Saved";

/** What a restore answers. */
export type Restored = {
/** Everything may have changed. */
saved: Saved,
/** The database it replaced. */
replaced: ReplacedDatabase, };
