// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { DeskRole } from "./DeskRole";

/** What the desk that is invited is to be there for. */
export type SharingInviteInput = {
/** A manager's if absent. */
role?: DeskRole | null, };
