//! Rows of a CSV, one at a time, with true line numbers and bounded memory.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The longest row in bytes. Room for a 10 MB paste to be refused by its own column's name; a quote that is
/// never closed swallows no more than this.
pub(crate) const MOST_ROW_BYTES: usize = 16 << 20;

/// The most rows of one file: what is kept per row to recognise repeats then stays within 64 MB.
pub(crate) const MOST_ROWS: u64 = 2_000_000;

/// Bytes read from the file at once.
const CHUNK_BYTES: usize = 64 << 10;

/// Space kept for a row after a long one has passed.
const KEPT_ROW_BYTES: usize = 64 << 10;

/// The most columns of a row.
const MOST_COLUMNS: usize = 1_000;

/// Why reading stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RowsError {
    /// The file could not be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The row is longer than [`MOST_ROW_BYTES`] or wider than [`MOST_COLUMNS`].
    #[error("this row is too long; look for a quotation mark that is never closed")]
    TooLong {
        /// The line it begins on.
        line: u64,
    },
    /// The file ends inside a quoted cell.
    #[error("a quotation mark opened in this row is never closed")]
    OpenQuote {
        /// The line the row begins on.
        line: u64,
    },
}

/// One row, reused for the next.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The line it begins on; the first line is 1.
    pub(crate) line: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
}

impl Row {
    /// How many cells it has.
    pub(crate) const fn len(&self) -> usize {
        self.cells
    }

    /// The bytes of a cell; empty beyond the last.
    pub(crate) fn cell(&self, i: usize) -> &[u8] {
        if i >= self.cells {
            return &[];
        }
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.bytes[start..self.ends[i]]
    }

    /// Whether no cell holds anything: what spreadsheets leave below a table.
    pub(crate) fn is_empty(&self) -> bool {
        (0..self.cells).all(|i| self.cell(i).trim_ascii().is_empty())
    }
}

/// A CSV being read.
pub(crate) struct Rows<R> {
    input: R,
    core: Reader,
    chunk: Vec<u8>,
    at: usize,
    end: usize,
    newlines: u64,
    begun: bool,
}

impl<R: Read> Rows<R> {
    pub(crate) fn new(input: R, delimiter: u8) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        Self { input, core, chunk: vec![0; CHUNK_BYTES], at: 0, end: 0, newlines: 0, begun: false }
    }

    /// Reads the next row; false at the end.
    pub(crate) fn next(&mut self, row: &mut Row) -> Result<bool, RowsError> {
        if !self.begun {
            self.begun = true;
            self.skip_byte_order_mark()?;
        }
        self.skip_line_ends()?;
        row.line = self.newlines + 1;
        row.cells = 0;
        if row.bytes.len() > KEPT_ROW_BYTES {
            row.bytes = Vec::new();
        }
        let (mut written, mut ended) = (0, 0);
        let (mut quotes, first_line) = (0_usize, self.newlines);
        loop {
            if self.at == self.end {
                self.fill()?;
            }
            let at_end = self.end == 0;
            let (result, read, wrote, ends) = self.core.read_record(
                &self.chunk[self.at..self.end],
                &mut row.bytes[written..],
                &mut row.ends[ended..],
            );
            let consumed = &self.chunk[self.at..self.at + read];
            for byte in consumed {
                self.newlines += u64::from(*byte == b'\n');
                quotes += usize::from(*byte == b'"');
            }
            self.at += read;
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if row.bytes.len() >= MOST_ROW_BYTES => {
                    return Err(RowsError::TooLong { line: row.line });
                }
                ReadRecordResult::OutputFull => {
                    let longer = (row.bytes.len() * 2).clamp(1024, MOST_ROW_BYTES);
                    row.bytes.resize(longer, 0);
                }
                ReadRecordResult::OutputEndsFull if row.ends.len() >= MOST_COLUMNS => {
                    return Err(RowsError::TooLong { line: row.line });
                }
                ReadRecordResult::OutputEndsFull => {
                    row.ends.resize((row.ends.len() * 2).clamp(32, MOST_COLUMNS), 0);
                }
                ReadRecordResult::Record => {
                    // A single odd quotation mark is an inch; one that swallowed line ends was meant to close.
                    if at_end && quotes % 2 == 1 && self.newlines > first_line {
                        return Err(RowsError::OpenQuote { line: row.line });
                    }
                    row.cells = ended;
                    return Ok(true);
                }
                ReadRecordResult::End => return Ok(false),
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.end = loop {
            match self.input.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        Ok(())
    }

    fn skip_byte_order_mark(&mut self) -> io::Result<()> {
        // A file that comes in single bytes would lose the mark's recognition, not its data.
        self.fill()?;
        if self.chunk[..self.end].starts_with(b"\xEF\xBB\xBF") {
            self.at = 3;
        }
        Ok(())
    }

    /// Steps over the end of the row before and over blank lines, so that the next row's line is its own.
    fn skip_line_ends(&mut self) -> io::Result<()> {
        loop {
            if self.at == self.end {
                self.fill()?;
                if self.end == 0 {
                    return Ok(());
                }
            }
            match self.chunk[self.at] {
                b'\n' => self.newlines += 1,
                b'\r' => {}
                _ => return Ok(()),
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut rows = Rows::new(text.as_bytes(), b',');
        let mut row = Row::default();
        let mut all = Vec::new();
        while rows.next(&mut row).unwrap() {
            let cells = (0..row.len()).map(|i| String::from_utf8_lossy(row.cell(i)).into_owned()).collect();
            all.push((row.line, cells));
        }
        all
    }

    fn lines(text: &str) -> Vec<u64> {
        read(text).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn a_row_has_the_line_it_begins_on() {
        assert_eq!(lines("a,b\n1,2\n3,4\n"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4"), [1, 2, 3]);
        assert_eq!(lines("a,b\n1,\"two\nlines\"\n3,4\n"), [1, 2, 4]);
        assert_eq!(lines("a,b\r\n1,\"two\r\nlines\"\r\n3,4\r\n"), [1, 2, 4]);
        assert_eq!(lines("a,b\n\n\n1,2\n\n3,4\n\n"), [1, 4, 6]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_cell() {
        assert_eq!(read("\u{feff}a,b\n")[0].1, ["a", "b"]);
    }

    #[test]
    fn a_quote_never_closed_is_named_with_the_line_it_opened_on() {
        let mut rows = Rows::new("a,b\n1,\"2\n3,4\n".as_bytes(), b',');
        let mut row = Row::default();
        assert!(rows.next(&mut row).unwrap());
        assert!(matches!(rows.next(&mut row), Err(RowsError::OpenQuote { line: 2 })));
    }

    #[test]
    fn a_row_without_end_is_refused_within_bounded_memory() {
        let endless = io::repeat(b'x');
        let mut rows = Rows::new(endless, b',');
        let mut row = Row::default();
        assert!(matches!(rows.next(&mut row), Err(RowsError::TooLong { line: 1 })));
        assert!(row.bytes.len() <= MOST_ROW_BYTES);
    }
}
