//! XLSX sheets, laid out and read as any other program's rows.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::csv_map::{Map, MappedCsv, RowsAre, guess};
use keepalive_exchange::{ImportError, Report, Taking, Watch};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use support::{Memory, folder, refused, today};

const COLUMNS: &str = r#"{"columns":{"key":"No","title":"Title","opened":"Asked on","area":"Area","detail":"Notes"},
    "defaults":{"kind":"workflow"}}"#;

/// A sheet with what sheets have: real dates, a formula, a number as key, an area merged over two rows, a blank
/// row, a line break inside a cell.
fn sheet(path: &Path) {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let at = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let sheet = book.add_worksheet().set_name("Tickets").unwrap();
    for (i, name) in ["No", "Title", "Asked on", "Area", "Notes"].iter().enumerate() {
        sheet.write(0, u16::try_from(i).unwrap(), *name).unwrap();
    }
    sheet.write(1, 0, 7).unwrap();
    sheet.write(1, 1, "Fax twice").unwrap();
    sheet.write_with_format(1, 2, ExcelDateTime::from_ymd(2026, 3, 4).unwrap(), &day).unwrap();
    sheet.merge_range(1, 3, 2, 3, "Interfaces", &Format::new()).unwrap();
    sheet.write(1, 4, "two\nlines").unwrap();
    sheet.write(2, 0, 8).unwrap();
    sheet.write_formula(2, 1, Formula::new("=\"No\"&\"-shows\"").set_result("No-shows")).unwrap();
    let moment = ExcelDateTime::from_ymd(2026, 3, 5).unwrap().and_hms(8, 30, 0).unwrap();
    sheet.write_with_format(2, 2, &moment, &at).unwrap();
    sheet.write(4, 0, 9).unwrap();
    sheet.write(4, 1, "After a blank row").unwrap();
    sheet.write(4, 2, "soon").unwrap();
    book.add_worksheet().set_name("Empty").unwrap();
    book.save(path).unwrap();
}

fn take(path: &Path, memory: &mut Memory, leave_out: bool) -> Report {
    let csv =
        MappedCsv::open(path, RowsAre::Requests, Map::parse(COLUMNS, RowsAre::Requests).unwrap()).unwrap();
    let watch = Watch::default();
    let taking = Taking { today: today(), leave_out, take_corrected: false, watch: &watch };
    let zone = "America/Denver".parse().unwrap();
    let looked = csv.look(memory, zone, taking).unwrap();
    let mut after = memory.clone();
    let report = csv.take(&mut after, zone, taking).unwrap();
    assert_eq!(looked, report, "looking and taking must agree");
    if report.can_be_taken(leave_out) {
        *memory = after;
    }
    report
}

fn book() -> (tempfile::TempDir, PathBuf) {
    let dir = folder(&[]);
    let path = dir.path().join("tickets.xlsx");
    sheet(&path);
    (dir, path)
}

#[test]
fn a_sheet_comes_in_with_real_days_and_the_row_numbers_people_see() {
    let (_dir, path) = book();
    let mut memory = Memory::default();
    let report = take(&path, &mut memory, false);
    assert_eq!(refused(&report), ["tickets.xlsx:5:opened:not_a_date"]);
    assert_eq!(memory, Memory::default(), "one bad line stops all");

    let report = take(&path, &mut memory, true);
    assert_eq!((report.refused_lines, report.stops), (1, 0));
    let requests = memory.of(Kind::Request);
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0]["key"], "7".into(), "7.0 is 7");
    assert_eq!(requests[0]["detail"], "two\nlines".into());
    assert_eq!(requests[1]["title"], "No-shows".into(), "a formula is the value it had");
    assert_eq!(requests[0]["area"], requests[1]["area"], "a merged cell speaks for each of its rows");
    // 2026-03-05 08:30 in Denver is 15:30 UTC.
    let states = memory.of(Kind::RequestState);
    assert_eq!(states[1]["at"], Value::Instant(1_772_724_600_000));
    let seen = report.seen.unwrap();
    assert_eq!(seen.sheets, ["Tickets", "Empty"]);
    assert_eq!(seen.columns[2].samples, ["2026-03-04", "2026-03-05 08:30:00", "soon"]);
}

#[test]
fn the_same_sheet_again_is_unchanged_and_a_line_left_out_comes_later() {
    let (_dir, path) = book();
    let mut memory = Memory::default();
    take(&path, &mut memory, true);
    let once = memory.clone();
    let report = take(&path, &mut memory, true);
    assert_eq!((report.files[0].rows, report.files[0].known, report.files[0].unchanged), (3, 2, 2));
    assert_eq!(memory, once);
}

#[test]
fn a_sheet_is_chosen_by_its_name() {
    let (_dir, path) = book();
    let empty = Map { sheet: Some("Empty".to_owned()), ..Map::parse(COLUMNS, RowsAre::Requests).unwrap() };
    let csv = MappedCsv::open(&path, RowsAre::Requests, empty.clone()).unwrap();
    let watch = Watch::default();
    let taking = Taking { today: today(), leave_out: true, take_corrected: false, watch: &watch };
    let report = csv.look(&Memory::default(), "UTC".parse().unwrap(), taking).unwrap();
    assert_eq!(refused(&report), ["tickets.xlsx:0::no_heading"]);
    assert!(!report.can_be_taken(true), "no leaving out of lines mends a missing heading");
    let none = Map { sheet: Some("Nowhere".to_owned()), ..empty };
    assert!(matches!(MappedCsv::open(&path, RowsAre::Requests, none), Err(ImportError::Workbook { .. })));
}

#[test]
fn days_of_the_1904_system_are_the_days_people_see() {
    let (dir, path) = book();
    // The same serial numbers mean days four years and a day later.
    let old = path.clone();
    let new = dir.path().join("1904.xlsx");
    let mut zip = zip::ZipArchive::new(std::fs::File::open(old).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::fs::File::create(&new).unwrap());
    for i in 0..zip.len() {
        let mut part = zip.by_index(i).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        if part.name() == "xl/workbook.xml" {
            text = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
            assert!(text.contains("date1904"), "{text}");
        }
        out.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap();
    let report = take(&new, &mut Memory::default(), true);
    assert_eq!(report.seen.unwrap().columns[2].samples[0], "2030-03-05");
}

#[test]
fn what_is_no_workbook_or_holds_too_much_is_refused() {
    let dir = folder(&[]);
    let map = || Map::parse(COLUMNS, RowsAre::Requests).unwrap();
    let open = |path: &Path| MappedCsv::open(path, RowsAre::Requests, map());
    let old = dir.path().join("old.xls");
    std::fs::write(&old, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]).unwrap();
    assert!(matches!(open(&old), Err(ImportError::Workbook { .. })));

    // 40 MB of nothing in a few kilobytes.
    let bomb = dir.path().join("bomb.xlsx");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&bomb).unwrap());
    let deflated =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("xl/sharedStrings.xml", deflated).unwrap();
    std::io::copy(&mut std::io::Read::take(std::io::repeat(b' '), 40 << 20), &mut zip).unwrap();
    zip.finish().unwrap();
    let error = open(&bomb).unwrap_err().to_string();
    assert!(error.contains("more than can be read"), "{error}");
}

#[test]
fn a_damaged_workbook_is_refused_and_never_a_panic() {
    let (dir, path) = book();
    let good = std::fs::read(&path).unwrap();
    let bad = dir.path().join("bad.xlsx");
    for i in 0..200 {
        let mut bytes = good.clone();
        let at = i * 7_919 % bytes.len();
        bytes[at] ^= 0x55;
        std::fs::write(&bad, &bytes).unwrap();
        if let Ok(csv) =
            MappedCsv::open(&bad, RowsAre::Requests, Map::parse(COLUMNS, RowsAre::Requests).unwrap())
        {
            let watch = Watch::default();
            let taking = Taking { today: today(), leave_out: false, take_corrected: false, watch: &watch };
            csv.look(&Memory::default(), "UTC".parse().unwrap(), taking).unwrap();
        }
        std::fs::write(&bad, &good[..at]).unwrap();
        let cut = MappedCsv::open(&bad, RowsAre::Requests, Map::parse(COLUMNS, RowsAre::Requests).unwrap());
        assert!(cut.is_err() || at < 4, "cut at {at}");
    }
}

#[test]
fn an_import_that_is_no_longer_wanted_ends() {
    let (_dir, path) = book();
    let csv =
        MappedCsv::open(&path, RowsAre::Requests, Map::parse(COLUMNS, RowsAre::Requests).unwrap()).unwrap();
    let watch = Watch::default();
    watch.cancel();
    let taking = Taking { today: today(), leave_out: true, take_corrected: false, watch: &watch };
    let mut memory = Memory::default();
    let ended = csv.take(&mut memory, "UTC".parse().unwrap(), taking);
    assert!(matches!(ended, Err(ImportError::Cancelled)));
    assert_eq!(memory, Memory::default());
}

#[test]
fn a_plain_sheet_is_recognised() {
    let (_dir, path) = book();
    let guess = guess(&path).unwrap();
    assert_eq!((guess.preset, guess.rows_are), ("plain", RowsAre::Requests));
    assert_eq!(guess.headings, ["no", "title", "asked on", "area", "notes"]);
}
