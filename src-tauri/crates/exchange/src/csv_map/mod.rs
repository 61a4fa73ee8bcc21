//! Any CSV or XLSX of requests, workarounds or occurrences, read through a mapping (docs/import-csv.md).

mod binding;
mod dates;
mod encoding;
mod guess;
mod history;
mod import;
mod items;
mod map;
mod picked;
mod seen;
mod source;
mod workbook;

pub use dates::DateOrder;
pub use guess::{Guess, guess, is_workbook, preset_for};
pub use import::MappedCsv;
pub use map::{From, Map, RowsAre};
pub use seen::{Seen, SeenColumn, SeenRow, SeenWord, SeenWords, Target, targets};
