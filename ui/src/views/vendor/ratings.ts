import { count } from "../../format/number";

/** The largest weight and rating (docs/definitions.md): six steps from not at all to most. */
const MOST = 5;

/** 0 to 5 as choices. */
export const RATINGS = Array.from({ length: MOST + 1 }, (_, n) => ({ value: String(n), label: count(n) }));
