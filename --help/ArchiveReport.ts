// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Saved } from "./Saved";

/** The lossless archive, written or read. */
export type ArchiveReport = {
/** Ops in it. */
ops: number,
/** What was saved, where it was read. */
saved: Saved | null, };
