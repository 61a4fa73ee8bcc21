// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { HandOverException } from "./HandOverException";
import type { Id } from "./Id";

/** Hands over everything a person carries: areas, backups, open requests, workarounds in use, lists kept. */
export type HandOverInput = {
/** From whom. */
from: Id,
/** To whom; `null` = nobody, which raises the alarms. */
to?: Id | null,
/** Their first day away, written down in the same act; as it was if absent. */
away_from?: string | null,
/** Areas whose part goes to somebody else. */
except?: Array<HandOverException> | null, };
