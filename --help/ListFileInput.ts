// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ListAsked } from "./ListAsked";
import type { ListFormat } from "./ListFormat";

/** A list as a file. */
export type ListFileInput = {
/** Which list. */
list: ListAsked,
/** As what. */
format: ListFormat, };
