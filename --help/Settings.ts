// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Appearance } from "./Appearance";
import type { Id } from "./Id";
import type { JsonValue } from "./JsonValue";

/** What this computer remembers. */
export type Settings = {
/** Who is at this desk; `null` = not said. */
desk: Id | null,
/** Light, dark, or as the computer is. */
appearance: Appearance,
/** Keys that open quick capture, as the shell writes them; `null` = the default. */
shortcut: string | null,
/** Language of the screen; `null` = the computer's. */
language: string | null,
/** What each view remembers (filters, columns, open row), by view. */
views: Record<string, JsonValue>,
/** Hour of this computer's clock, 0 to 23, at which one notification says what is due; `null` = never. */
remind_at: number | null, };
