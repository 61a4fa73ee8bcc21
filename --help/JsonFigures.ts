// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { JsonValue } from "./JsonValue";

/** Figures for machines; the shape is described in the table set's page. */
export type JsonFigures = JsonValue;
