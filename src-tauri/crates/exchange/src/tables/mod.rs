//! The table set: a clinic's whole record as CSV files (docs/tables.md).

mod cell;
mod dictionary;
mod export;
mod formula;
mod import;
mod keys;
mod layout;
mod package;
mod source;
mod zipped;

pub(crate) use cell::{is_text, read_cell};
pub use export::{ExportedFile, Record, TakeThing, export};
pub use formula::{neutralised, restored};
pub use import::Import;
pub use layout::{Column, TABLES, Table};
pub use zipped::export_zip;
