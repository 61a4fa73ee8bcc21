// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Kind } from "./Kind";

/** Something that got better. */
export type Better = {
/** The request or workaround. */
id: Id,
/** Its kind. */
kind: Kind,
/** Its title. */
title: string,
/** When it was verified or ended. */
on: string,
/** Hours a month that came back, where a workaround ended; `null` = not measured. */
hours_a_month: number | null, };
