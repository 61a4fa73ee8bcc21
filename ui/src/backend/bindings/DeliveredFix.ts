// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ItemLink } from "./ItemLink";

/** A delivery that was to end a workaround. By itself it ends none: somebody looks whether it stopped. */
export type DeliveredFix = {
/** The request. */
item: ItemLink,
/** The day it was delivered; `null` where nobody says it. */
on: string | null,
/** Days since. */
days: number | null,
/** The newest day since for which somebody wrote down that it goes on; `null` = nobody did. */
goes_on: string | null,
/** Whether it is to be asked: nobody has said so for four weeks, and nobody accepted it since the delivery. */
asks: boolean, };
