// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** The organisation. */
export type Clinic = {
/** Which thing. */
id: Id,
/** Its name. */
name: string,
/** Its IANA time zone. */
time_zone: string,
/** Made up, in a file of its own. */
sample: boolean, };
