// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Block } from "./Block";

/** A whole report. */
export type Document = {
/** Language of its words, `en` or `es`. */
language: string,
/** What it is called. */
title: string,
/** Above the title: whose it is. */
kicker: string,
/** Beside the title: the time it speaks of. */
aside: string,
/** Its parts in reading order. */
blocks: Array<Block>,
/** At the foot of every page: whose it is, or what holds for all of it. */
foot: string,
/** How a page is counted at its foot: `{page}` of `{pages}`. */
page_count: string,
/** What the patient-data guard warned about, in words; to be looked at before it is sent. */
warnings: Array<string>, };
