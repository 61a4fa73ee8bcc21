// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** How the rows make the figure. */
export type ExplainMethod = { "how": "sum" } | { "how": "per_fte",
/** Average staffed FTE; `null` = not known. */
fte: number | null,
/** 1, or 10. */
scale: number, } | { "how": "ratio",
/** 1, or 8. */
scale: number, } | { "how": "time_when_left",
/** Share left, 0 to 1. */
left: number,
/** Things followed. */
n: number,
/** Those for which it came. */
events: number,
/** Early end of a median's 95 % interval. */
low: number | null,
/** Late end; `null` = not reached yet. */
high: number | null, } | { "how": "upper_limit",
/** The mean. */
centre: number,
/** The average moving range; `null` with a single point. */
average_range: number | null,
/** 2.66. */
ranges: number, } | { "how": "tests" };
