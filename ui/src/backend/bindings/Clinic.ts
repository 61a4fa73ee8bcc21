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
/** Made up: the sample's own file, or a record that says it came from one. */
sample: boolean,
/** The sample's own file is open: it can be left, and is the sample whatever its record says. */
sample_file: boolean, };
