// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Head } from "./Head";
import type { KeyFigure } from "./KeyFigure";
import type { Listed } from "./Listed";
import type { Swatches } from "./Swatches";

/** One part of a report. */
export type Block = { "kind": "figures",
/** In reading order. */
figures: Array<KeyFigure>, } | { "kind": "section",
/** Its name. */
title: string, } | { "kind": "part",
/** Its name. */
title: string, } | { "kind": "words",
/** The words. */
text: string, } | { "kind": "points",
/** One a line. */
items: Array<string>, } | { "kind": "chart",
/** The picture. */
svg: string,
/** What can be seen, for somebody who cannot. */
alt: string,
/** What it shows in a sentence with the numbers. */
caption: string, } | { "kind": "table",
/** What it lists, for somebody who cannot see what stands around it. */
label: string,
/** The heads, in order. */
heads: Array<Head>,
/** The rows; each has a cell per head. */
rows: Array<Array<string>>,
/** Pictures before the words of a column. */
swatches: Swatches | null, } | { "kind": "terms",
/** What they are about. */
label: string,
/** Name and value. */
rows: Array<[string, string]>, } | { "kind": "beside",
/** In reading order. */
columns: Array<Listed>, } | { "kind": "asks",
/** Who is asked. */
title: string,
/** One question a line. */
items: Array<string>, };
