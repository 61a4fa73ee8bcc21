// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";

/** One EHR deployment. */
export type System = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** Its name. */
name: string,
/** Who makes it. */
vendor: string,
/** First day of go-live month 1. */
go_live: string | null,
/** First day it was no longer used. */
retired: string | null,
/** The last day on which notice can be given. */
contract_notice_on: string | null,
/** The day the contract renews where no notice was given. */
contract_renews_on: string | null, };
