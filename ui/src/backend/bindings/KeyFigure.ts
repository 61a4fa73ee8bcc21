// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A figure to see first. */
export type KeyFigure = {
/** What it is. */
label: string,
/** The value with its unit, or "not measured". */
value: string,
/** What it rests on. */
note: string,
/** It stands for something that somebody must see to. */
alarm: boolean, };
