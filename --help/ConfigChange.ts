// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { ItemLink } from "./ItemLink";
import type { Named } from "./Named";
import type { Who } from "./Who";

/** What was really changed in the EHR. */
export type ConfigChange = {
/** Which thing. */
id: Id,
/** The clinic's own short id. */
key: string,
/** Its day. */
on: string | null,
/** Its configuration area. */
area: Named | null,
/** What was changed. */
item: string,
/** As it was; in a list its first 200 characters. */
before: string | null,
/** As it is; in a list its first 200 characters. */
after: string | null,
/** Who changed it. */
by: Who | null,
/** The request it was for. */
request: ItemLink | null,
/** Who verified that it does what it should. */
verified_by: Who | null,
/** Day it is looked at again. */
review_on: string | null,
/** That day has come. */
review_due: boolean,
/** In the trash. */
deleted: boolean, };
