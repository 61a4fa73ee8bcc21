// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { NeedItem } from "./NeedItem";

/** What a person carries in one area. */
export type HandOverPart = {
/** The area; `null` = in no area. */
area: Id | null,
/** The area's name; empty for what is in no area. */
name: string,
/** They are accountable for it. */
accountable: boolean,
/** They stand in for it. */
backup: boolean,
/** Open requests they own in it. */
requests: number,
/** Workarounds in use they own in it. */
workarounds: number,
/** Lists beside the EHR they keep for it. */
lists: number,
/** The first 50 of these requests, workarounds and lists. */
items: Array<NeedItem>, };
