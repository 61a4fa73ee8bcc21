// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** The first run's four answers. */
export type FirstRunInput = {
/** The clinic's name. */
clinic: string,
/** The EHR's name. */
ehr: string,
/** Who makes it. */
vendor: string,
/** First day of go-live month 1, ISO text. */
go_live: string,
/** IANA time zone; the computer's if absent. */
time_zone: string | null,
/** Names of the configuration areas to begin with, in the words of the screen; nobody owns them yet. None if absent. */
areas?: Array<string> | null, };
