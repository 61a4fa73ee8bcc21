// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ErrorCode } from "./ErrorCode";

/**
 * Why a command was refused. Nothing was changed.
 *
 * The screen acts on `code` and never matches text; a code exists only where it has something to do.
 */
export type ApiError = {
/** What the screen acts on. */
code: ErrorCode,
/** What was attempted and why it failed, in English, for a log or where no better words are. */
message: string,
/** The field of the input it is about. */
field?: string,
/** What is wrong with the field, or what to do: a code of the catalogue. */
hint?: string, };
