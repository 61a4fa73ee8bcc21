// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { DeskRole } from "./DeskRole";

/** What a desk is to be there for. */
export type SharingRoleInput = {
/** Its mark. */
mark: string,
/** The role. */
role: DeskRole, };
