// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { SharingTroubleKind } from "./SharingTroubleKind";

/** Why exchanges do not work, and since when. */
export type SharingTrouble = {
/** What kind it is. */
kind: SharingTroubleKind,
/** The first exchange in a row that failed. */
since: number,
/** What was tried and what the system said, in English. */
message: string, };
