// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { ExchangeKind } from "./ExchangeKind";

/** The database that an exchange put aside; it lies beside the present one and can take its place again. */
export type ReplacedDatabase = {
/** When. */
at: number,
/** Its file's name: what `backup_look` takes, too. */
name: string,
/** What put it aside. */
by: ExchangeKind, };
