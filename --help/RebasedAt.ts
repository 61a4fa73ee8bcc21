// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** A change at which control limits start afresh. */
export type RebasedAt = {
/** The go-live week that holds it. */
n: number,
/** What happened. */
title: string, };
