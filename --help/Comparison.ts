// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ComparedSystem } from "./ComparedSystem";

/** Systems side by side. */
export type Comparison = {
/** Weight of each of the five questions, in their order, 0 to 5; `null` = not said. */
weights: Array<number | null>,
/** The system in use, then the candidates by name. */
rows: Array<ComparedSystem>, };
