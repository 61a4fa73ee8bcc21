// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A list with what it lists. */
export type Listed = {
/** What it lists. */
title: string,
/** One a line. */
items: Array<string>, };
