// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** Kinds of long work. */
export type WorkKind = "backup" | "restore" | "drill" | "tables_export" | "archive_export" | "archive_import" | "redaction" | "report" | "list_file" | "sharing_export" | "sharing_import";
