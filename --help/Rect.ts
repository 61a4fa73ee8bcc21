// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A rectangle in the SVG's units. */
export type Rect = {
/** Left edge. */
x: number,
/** Top edge. */
y: number,
/** Width. */
width: number,
/** Height. */
height: number, };
