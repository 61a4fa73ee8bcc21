// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { ItemLink } from "./ItemLink";
import type { Named } from "./Named";
import type { Who } from "./Who";

/** A spreadsheet or list kept beside the EHR. */
export type ShadowRecord = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** What it is called. */
title: string,
/** Who keeps it. */
keeper: Who | null,
/** The question it answers. */
question: Named | null,
/** Where it lives. */
kept_in: string | null,
/** First day. */
started: string | null,
/** First day no longer kept. */
ended: string | null,
/** Kept today. */
kept: boolean,
/** The workaround that keeping it is. */
workaround: ItemLink | null,
/** In the trash. */
deleted: boolean, };
