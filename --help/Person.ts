// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { Who } from "./Who";

/** Staff or vendor contact. */
export type Person = {
/** Which thing. */
id: Id,
/** The clinic's own short id, what `@` in quick capture finds. */
key: string,
/** Name as shown. */
name: string,
/** Role as written. */
role: string,
/** Where they work. */
site: Who | null,
/** First day here; `null` = always was. */
active_from: string | null,
/** First day away. */
active_to: string | null,
/** Whether they work at the vendor: never on the roster (A12). */
vendor: boolean,
/** Whether they are here today. */
active: boolean, };
