// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ItemLink } from "./ItemLink";

/** A workaround that a request is meant to end. */
export type LinkedWorkaround = {
/** Which. */
item: ItemLink,
/** Whether it is in use. */
active: boolean,
/** Hours it costs in a month; `null` = not measured. */
hours_a_month: number | null,
/** They are those of a month that is not over or that it began in: never what a month costs. */
hours_so_far: boolean, };
