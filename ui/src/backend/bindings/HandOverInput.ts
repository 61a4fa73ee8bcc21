// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** Hands over everything a person owns: areas, backups, open requests, workarounds in use. */
export type HandOverInput = {
/** From whom. */
from: Id,
/** To whom; `null` = nobody, which raises the alarms. */
to?: Id | null, };
