//! Which bytes are which letters, and what stands between cells.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use crate::rows::{Row, Rows};

/// Bytes looked at to tell UTF-16 without its mark.
const SAMPLE_BYTES: usize = 4096;

/// Rows looked at to tell what stands between cells.
const SAMPLE_ROWS: usize = 20;

/// What may stand between cells.
const DELIMITERS: &[u8] = b",;\t|";

/// A file being decoded to UTF-8.
pub(super) type Decoded = DecodeReaderBytes<BufReader<File>, Vec<u8>>;

/// The encodings a mapping may name.
pub(super) fn named(name: &str) -> Option<&'static Encoding> {
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Some(UTF_8),
        "utf-16" | "utf-16le" => Some(UTF_16LE),
        "utf-16be" => Some(UTF_16BE),
        "windows-1252" | "latin1" | "iso-8859-1" => Some(WINDOWS_1252),
        _ => None,
    }
}

/// Opens a file for reading as UTF-8.
pub(super) fn open(path: &Path, encoding: &'static Encoding) -> io::Result<Decoded> {
    let file = BufReader::new(File::open(path)?);
    Ok(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_override(true).build(file))
}

/// Finds out the encoding: by its mark, by the zeros that UTF-16 leaves between plain letters, as UTF-8 if every
/// byte of the file fits, else Windows-1252, which every byte fits.
pub(super) fn detected(path: &Path) -> io::Result<&'static Encoding> {
    let mut file = File::open(path)?;
    let mut start = vec![0; SAMPLE_BYTES];
    let read = read_full(&mut file, &mut start)?;
    let start = &start[..read];
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return Ok(encoding);
    }
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    if zeros(1) > start.len() / 4 {
        return Ok(UTF_16LE);
    }
    if zeros(0) > start.len() / 4 {
        return Ok(UTF_16BE);
    }
    Ok(if is_utf8(BufReader::new(File::open(path)?))? { UTF_8 } else { WINDOWS_1252 })
}

fn is_utf8(mut input: impl Read) -> io::Result<bool> {
    let mut chunk = vec![0; 64 << 10];
    let mut kept = 0;
    loop {
        let read = input.read(&mut chunk[kept..])?;
        let end = kept + read;
        match std::str::from_utf8(&chunk[..end]) {
            Ok(_) => kept = 0,
            // A letter cut in two at the end of the chunk.
            Err(error) if error.error_len().is_none() && read > 0 => {
                let from = error.valid_up_to();
                chunk.copy_within(from..end, 0);
                kept = end - from;
            }
            Err(_) => return Ok(false),
        }
        if read == 0 {
            return Ok(true);
        }
    }
}

fn read_full(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut at = 0;
    while at < buffer.len() {
        match input.read(&mut buffer[at..])? {
            0 => break,
            read => at += read,
        }
    }
    Ok(at)
}

/// Finds out what stands between cells: what gives the most columns, the same in the first rows.
pub(super) fn delimiter(path: &Path, encoding: &'static Encoding) -> io::Result<u8> {
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let mut rows = Rows::new(open(path, encoding)?, *delimiter);
        let mut row = Row::default();
        let mut widths = Vec::new();
        while widths.len() < SAMPLE_ROWS && matches!(rows.next(&mut row), Ok(true)) {
            widths.push(row.len());
        }
        let columns = widths.first().copied().unwrap_or(0);
        let even = widths.iter().filter(|width| **width == columns).count();
        if columns > 1 && columns * even > best.0 {
            best = (columns * even, *delimiter);
        }
    }
    Ok(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        file
    }

    fn text(bytes: &[u8]) -> (String, &'static str) {
        let file = file(bytes);
        let encoding = detected(file.path()).unwrap();
        let mut text = String::new();
        open(file.path(), encoding).unwrap().read_to_string(&mut text).unwrap();
        (text, encoding.name())
    }

    #[test]
    fn letters_are_found_out_by_mark_or_by_what_fits() {
        let utf16 = |text: &str, be: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| if be { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        assert_eq!(text("café,1".as_bytes()), ("café,1".to_owned(), "UTF-8"));
        assert_eq!(text(b"caf\xe9,1"), ("café,1".to_owned(), "windows-1252"));
        assert_eq!(text(&utf16("\u{feff}café,1", false)), ("café,1".to_owned(), "UTF-16LE"));
        assert_eq!(text(&utf16("café,one,two", true)), ("café,one,two".to_owned(), "UTF-16BE"));
        let long = "é".repeat(40_000);
        assert_eq!(text(long.as_bytes()), (long, "UTF-8"));
    }

    #[test]
    fn what_stands_between_cells_gives_the_most_even_columns() {
        let of = |text: &str| delimiter(file(text.as_bytes()).path(), UTF_8).unwrap();
        assert_eq!(of("a,b\n1,2\n"), b',');
        assert_eq!(of("a;b\n1,5;2,5\n"), b';');
        assert_eq!(of("a\tb, c\n1\t2\n"), b'\t');
        assert_eq!(of("a|b\n1|2\n"), b'|');
        assert_eq!(of("alone\n1\n"), b',');
    }
}
