// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { SharingPlaceKind } from "./SharingPlaceKind";

/** By what desks share. */
export type SharingPlace = {
/** What it is. */
kind: SharingPlaceKind,
/** The folder's name, never where it is; the database's server. */
name: string, };
