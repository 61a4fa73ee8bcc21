// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Break } from "./Break";
import type { SignalInput } from "./SignalInput";

/** The weekly signal of one break. */
export type SignalAsked = {
/** Which break's. */
break: Break,
/** How it is drawn. */
drawn: SignalInput, };
