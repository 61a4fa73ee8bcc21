// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { Id } from "./Id";
import type { RequestFactKind } from "./RequestFactKind";
import type { Who } from "./Who";

/** One dated fact. */
export type RequestFact = {
/** Which thing. */
id: Id,
/** When. */
at: number,
/** What. */
fact: RequestFactKind,
/** By whom. */
by: Who | null,
/** Any words about it. */
note: string | null, };
