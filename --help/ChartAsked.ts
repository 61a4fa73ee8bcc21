// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { FigureInput } from "./FigureInput";
import type { FrictionInput } from "./FrictionInput";
import type { SignalAsked } from "./SignalAsked";

/** A chart that can be saved, with how it is drawn. */
export type ChartAsked = { "hours": FrictionInput } | { "signal": SignalAsked } | { "figure": FigureInput };
