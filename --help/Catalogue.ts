// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Named } from "./Named";
import type { Person } from "./Person";
import type { System } from "./System";

/** Everybody and everything a chooser offers. */
export type Catalogue = {
/** Staff and vendor contacts, those who left included, by name. */
people: Array<Person>,
/** Configuration areas by name. */
areas: Array<Named>,
/** EHR systems, newest go-live first. */
systems: Array<System>,
/** Places of the clinic by name. */
sites: Array<Named>, };
