// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AreaRow } from "./AreaRow";
import type { PersonLoad } from "./PersonLoad";
import type { Unowned } from "./Unowned";

/** Areas by accountable owner, and what each person carries. */
export type OwnersView = {
/** Configuration areas, those nobody owns first, then by name. */
areas: Array<AreaRow>,
/** People who carry something or could, by name: active staff, and whoever left and still carries something. */
people: Array<PersonLoad>,
/** What sits in areas nobody owns. */
unowned: Unowned, };
