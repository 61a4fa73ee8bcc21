// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Route } from "./Route";

/** How many requests go one way. */
export type RouteCount = {
/** The route; `null` = none said. */
route: Route | null,
/** Requests. */
requests: number, };
