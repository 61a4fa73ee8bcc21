//! Any CSV or XLSX of requests, workarounds or occurrences, read through a mapping (docs/import-csv.md).

mod dates;
mod encoding;
mod import;
mod items;
mod map;
mod seen;
mod source;
mod workbook;

pub use dates::DateOrder;
pub use import::{Guess, MappedCsv, guess, is_workbook};
pub use map::{From, Map, RowsAre};
pub use seen::{Seen, SeenColumn, SeenRow, SeenWord, SeenWords, Target, targets};
