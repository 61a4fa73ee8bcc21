// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Appearance } from "./Appearance";
import type { JsonValue } from "./JsonValue";

/** What is to change; an absent field stays as it is. */
export type SettingsInput = {
/** Who is at this desk. */
desk?: string | null,
/** Light, dark, or as the computer is. */
appearance?: Appearance | null,
/** Keys that open quick capture. */
shortcut?: string | null,
/** Language of the screen. */
language?: string | null,
/** What the views named here remember; others stay. */
views?: Record<string, JsonValue> | null,
/** Hour at which one notification says what is due. */
remind_at?: number | null, };
