// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Label } from "./Label";

/** What can be undone, newest first. */
export type UndoStep = {
/** The act. */
act: string,
/** What it is called. */
label: Label,
/** When it was done. */
at: number,
/** Whether it was undone and can be done again. */
undone: boolean,
/** The clinic began with it: it stays. */
beginning: boolean,
/** It says what a desk is there for: it stays, and the list of desks gives another role. */
of_a_desk: boolean, };
