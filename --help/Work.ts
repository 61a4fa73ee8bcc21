// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { WorkKind } from "./WorkKind";

/** Long work that goes on now. */
export type Work = {
/** What it is. */
kind: WorkKind,
/** Units done. */
done: number,
/** Units in all; 0 while it is not known. */
total: number, };
