//! Any CSV of requests, workarounds or occurrences, read through a mapping (docs/import-csv.md).

mod dates;
mod encoding;
mod import;
mod items;
mod map;
mod source;

pub use dates::DateOrder;
pub use import::MappedCsv;
pub use map::{From, Map, RowsAre};
