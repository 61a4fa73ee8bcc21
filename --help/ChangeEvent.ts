// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { EventKind } from "./EventKind";
import type { Id } from "./Id";

/** A change in the clinic, the EHR or around them. */
export type ChangeEvent = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** Its day. */
on: string | null,
/** What kind of change. */
kind: EventKind | null,
/** Its name. */
title: string,
/** Control limits restart in its week (A19). */
rebase: boolean,
/** In the trash. */
deleted: boolean, };
