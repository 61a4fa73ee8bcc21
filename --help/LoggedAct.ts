// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Label } from "./Label";

/** An act by what the history calls it. */
export type LoggedAct = {
/** What it is called. */
label: Label,
/** When it was done. */
at: number, };
