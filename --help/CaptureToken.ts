// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { TokenKind } from "./TokenKind";

/** One token of the line. */
export type CaptureToken = {
/** What it says. */
kind: TokenKind,
/** Where it begins, in UTF-16 units as JavaScript counts. */
start: number,
/** Where it ends (exclusive), in UTF-16 units. */
end: number, };
