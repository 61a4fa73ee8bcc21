//! CSV files of any bytes: a report with a reason per line, never a panic, nothing half done.

use std::fs;
use std::path::Path;

use keepalive_exchange::csv_map::{Map, MappedCsv, RowsAre};
use keepalive_exchange::tables::{Import, TABLES};
use keepalive_exchange::{ImportError, Known, Report, Taking, Watch};

use super::Dice;
use super::memory::{Counting, TODAY};

/// Pieces that CSV readers trip over.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\r\n",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"=1+1",
    b"2026-02-30",
    b"31/12/2026",
    b"12/31/2026",
    b"-1",
    b"1e309",
    b"New",
    b"\xe9",
    b"\xf0\x9f",
    b"x",
    b"title",
    b"2026-11-01 08:00",
];

/// The most pieces of a file.
const MOST_PIECES: usize = 400;

/// Reads this many files of any bytes and any rows. Gives how many there were, and how many of them were refused.
///
/// # Errors
/// A file whose preview and import disagree, or that left something behind though it was refused.
pub(crate) fn files(count: u64, seed: u64, folder: &Path) -> Result<(u64, u64), String> {
    let mut dice = Dice::new(seed);
    let mut refused = 0;
    for n in 0..count {
        let as_tables = n % 2 == 0;
        let path = if as_tables {
            folder.join(TABLES[dice.below(TABLES.len())].file)
        } else {
            folder.join("any.csv")
        };
        fs::write(&path, bytes(&mut dice, as_tables)).map_err(|error| error.to_string())?;
        let read = if as_tables { as_table(&path) } else { as_mapped(&path, dice.below(3)) };
        refused += u64::from(!read.map_err(|why| format!("file {n} of seed {seed}: {why}"))?);
        fs::remove_file(&path).map_err(|error| error.to_string())?;
    }
    Ok((count, refused))
}

fn bytes(dice: &mut Dice, as_tables: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    if dice.below(4) > 0 {
        let heads = if as_tables {
            TABLES[dice.below(TABLES.len())]
                .columns
                .iter()
                .map(|column| column.name)
                .collect::<Vec<_>>()
                .join(",")
        } else {
            dice.one_of(&["title,opened,state", "what,since,minutes", "workaround,when,minutes"]).to_owned()
        };
        bytes.extend_from_slice(heads.as_bytes());
        bytes.push(b'\n');
    }
    // Short ones too: some of them can be taken.
    let most = [2, 8, MOST_PIECES][dice.below(3)];
    for _ in 0..dice.below(most) {
        bytes.extend_from_slice(dice.one_of(PIECES));
    }
    bytes
}

/// Reads a file as a table set, looked at and taken. Whether everything could be taken.
///
/// # Errors
/// Preview and import disagree, or nothing says why it was refused.
pub(crate) fn as_table(path: &Path) -> Result<bool, String> {
    let Ok(import) = Import::open(path) else { return Ok(false) };
    let watch = Watch::default();
    let looked = import.look(&Counting::default(), taking(&watch));
    let mut target = Counting::default();
    agree(looked, import.take(&mut target, taking(&watch)))
}

/// Reads a file of another program, its rows as requests, workarounds or occurrences.
///
/// # Errors
/// As [`as_table`].
pub(crate) fn as_mapped(path: &Path, rows: usize) -> Result<bool, String> {
    let rows_are = [RowsAre::Requests, RowsAre::Workarounds, RowsAre::Occurrences][rows];
    let map = Map::preset("plain", rows_are).map_err(|error| error.to_string())?;
    let Ok(csv) = MappedCsv::open(path, rows_are, map) else { return Ok(false) };
    let zone = "America/Denver".parse().map_err(|_| "no zone")?;
    let watch = Watch::default();
    let known: &dyn Known = &Counting::default();
    let looked = csv.look(known, zone, taking(&watch));
    let mut target = Counting::default();
    agree(looked, csv.take(&mut target, zone, taking(&watch)))
}

fn agree(looked: Result<Report, ImportError>, taken: Result<Report, ImportError>) -> Result<bool, String> {
    match (looked, taken) {
        (Ok(looked), Ok(taken)) => {
            let listed = taken.refused.listed.len() as u64;
            if looked.refused != taken.refused {
                return Err("the preview says something else than the import".to_owned());
            }
            if listed == 0 && taken.refused.count > 0 {
                return Err("refused without a reason".to_owned());
            }
            Ok(taken.is_clean())
        }
        (Err(_), Err(_)) => Ok(false),
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => {
            Err(format!("only one of preview and import ended in {error}"))
        }
    }
}

pub(crate) fn taking(watch: &Watch) -> Taking<'_> {
    Taking { today: TODAY, leave_out: false, take_corrected: false, watch }
}
