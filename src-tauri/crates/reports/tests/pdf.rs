//! A report as PDF: tagged, the same bytes each time, and nothing people wrote is anything but text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use keepalive_reports::{Block, Document, Head, Listed, Paper, Swatches, pdf};

/// What stands in the file between `stream` and `endstream` is packed; the rest is plain.
fn plain(file: &[u8]) -> String {
    String::from_utf8_lossy(file).into_owned()
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        language: "es".into(),
        title: "Revisión <1>".into(),
        kicker: "Larkmoor Family Health".into(),
        aside: "Oct 15\nNov 14".into(),
        blocks,
        foot: "foot".into(),
        page_count: "page {page} of {pages}".into(),
        warnings: Vec::new(),
    }
}

fn every_kind(text: &str) -> Vec<Block> {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"712\" height=\"300\"><path fill=\"#1A59AD\" \
               d=\"M0 0h9v9h-9z\"/><text x=\"5\" y=\"9\" transform=\"rotate(-90 5 9)\">not measured</text></svg>";
    let head = |text: &str, number| Head { text: text.into(), number };
    vec![
        Block::Section { title: text.into() },
        Block::Part { title: text.into() },
        Block::Words { text: text.into() },
        Block::Points { items: vec![text.into()] },
        Block::Chart { svg: svg.into(), alt: "Columns by month".into(), caption: text.into() },
        Block::Table {
            label: text.into(),
            heads: vec![head("Break", false), head("Lost", true)],
            rows: vec![vec![text.into(), "5.1 h".into()]],
            swatches: Some(Swatches { column: 0, svgs: vec![svg.into()] }),
        },
        Block::Beside {
            columns: vec![
                Listed { title: text.into(), items: vec![text.into(), text.into()] },
                Listed { title: "Care".into(), items: Vec::new() },
            ],
        },
        Block::Terms { label: text.into(), rows: vec![["Sent".into(), text.into()]] },
        Block::Asks { title: text.into(), items: vec![text.into()] },
    ]
}

fn pages(file: &[u8]) -> usize {
    plain(file).matches("/Type /Page\n").count()
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let report = document(every_kind("Refills"));
    assert_eq!(pdf(&report, Paper::A4).unwrap(), pdf(&report, Paper::A4).unwrap());
}

#[test]
fn each_paper_has_its_own_size() {
    let report = document(every_kind("Refills"));
    assert!(plain(&pdf(&report, Paper::Letter).unwrap()).contains("/MediaBox [0 0 612 792]"));
    assert!(plain(&pdf(&report, Paper::A4).unwrap()).contains("/MediaBox [0 0 595.28 841.89]"));
}

#[test]
fn what_each_part_is_can_be_heard() {
    let file = plain(&pdf(&document(every_kind("Refills")), Paper::Letter).unwrap());
    for said in [
        "/Marked true",
        "/Lang (es)",
        "/DisplayDocTitle true",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/S /H1",
        "/S /H2",
        "/S /H3",
        "/S /Table",
        "/S /TH",
        "/Scope /Column",
        "/Scope /Row",
        "/S /LBody",
        "/S /Figure",
        "/Alt (Columns by month)",
        "/FontFile2",
        "/ToUnicode",
    ] {
        assert!(file.contains(said), "{said}");
    }
    assert!(file.contains("Revisión &lt;1&gt;"), "the title is text in what the file says about itself");
}

#[test]
fn what_people_wrote_is_no_operator_of_the_file() {
    let hostile = ") Tj ET endstream endobj /JavaScript (app.alert(1)) \u{202E}\u{0} <script> \u{1F600} 漢";
    let file = plain(&pdf(&document(every_kind(hostile)), Paper::Letter).unwrap());
    assert!(!file.contains("JavaScript") && !file.contains("<script"));
}

#[test]
fn what_almost_fits_one_sheet_is_set_smaller_and_the_rest_takes_more() {
    let rows = |n: usize| document((0..n).map(|_| Block::Words { text: "One line.".into() }).collect());
    assert_eq!(pages(&pdf(&rows(30), Paper::Letter).unwrap()), 1);
    assert_eq!(pages(&pdf(&rows(40), Paper::Letter).unwrap()), 1, "a little smaller");
    assert!(pages(&pdf(&rows(200), Paper::Letter).unwrap()) > 2);
}

#[test]
fn a_word_longer_than_the_page_and_a_cell_longer_than_a_column_are_broken() {
    let long = "x".repeat(4_000);
    let file = pdf(&document(every_kind(&long)), Paper::A4).unwrap();
    assert!(pages(&file) >= 2);
}

#[test]
fn an_empty_report_is_one_sheet() {
    assert_eq!(pages(&pdf(&document(Vec::new()), Paper::Letter).unwrap()), 1);
}

#[test]
fn a_picture_that_is_no_svg_is_refused() {
    let broken = Block::Chart { svg: "<svg".into(), alt: String::new(), caption: String::new() };
    assert!(pdf(&document(vec![broken]), Paper::Letter).is_err());
}

#[test]
fn a_swatch_that_is_no_svg_is_refused() {
    let table = Block::Table {
        label: "t".into(),
        heads: vec![Head { text: "Break".into(), number: false }],
        rows: vec![vec!["drift".into()]],
        swatches: Some(Swatches { column: 0, svgs: vec!["<svg".into()] }),
    };
    assert!(pdf(&document(vec![table]), Paper::Letter).is_err());
}

/// The lowest and the highest baseline of any text on any page, in points from below.
fn baselines(file: &[u8]) -> (f32, f32) {
    let mut ends = (f32::MAX, f32::MIN);
    let mut rest = file;
    while let Some(from) = rest.windows(8).position(|bytes| bytes == b"\nstream\n") {
        rest = &rest[from + 8..];
        let to = rest.windows(10).position(|bytes| bytes == b"\nendstream").unwrap();
        let marks = miniz_oxide::inflate::decompress_to_vec_zlib(&rest[..to]).unwrap_or_default();
        for line in String::from_utf8_lossy(&marks).lines().filter(|line| line.ends_with(" Td")) {
            let y: f32 = line.split(' ').nth(1).unwrap().parse().unwrap();
            ends = (ends.0.min(y), ends.1.max(y));
        }
        rest = &rest[to..];
    }
    ends
}

/// A reason of 1,600 words fills more than a page: the row goes on, and nothing stands beyond the margins.
#[test]
fn a_row_taller_than_a_page_goes_on_on_the_next() {
    let long = "clause seven ".repeat(1_100);
    let head = |text: &str| Head { text: text.into(), number: false };
    let terms = Block::Terms { label: "r".into(), rows: vec![["Refused".into(), long.clone()]] };
    let table = Block::Table {
        label: "t".into(),
        heads: vec![head("Workaround"), head("Break")],
        rows: vec![vec![long.clone(), "drift".into()], vec!["last".into(), long.clone()]],
        swatches: None,
    };
    let beside =
        Block::Beside { columns: vec![Listed { title: "Better".into(), items: vec![long.clone(); 2] }; 2] };
    let asks = Block::Asks { title: "Asks".into(), items: vec![long.clone(), long] };
    for (block, least) in [(terms, 2), (table, 4), (beside, 4), (asks, 3)] {
        for paper in [Paper::Letter, Paper::A4] {
            let file = pdf(&document(vec![block.clone()]), paper).unwrap();
            assert!(pages(&file) >= least, "{} pages", pages(&file));
            let (lowest, highest) = baselines(&file);
            assert!(lowest >= 36.0 && highest <= 842.0 - 36.0, "{lowest} to {highest}");
        }
    }
}

/// What stands on each page, in the order of the file: how often each text is shown on it.
fn shown(file: &[u8], text: &[u8]) -> Vec<usize> {
    let mut pages = Vec::new();
    let mut rest = file;
    while let Some(from) = rest.windows(8).position(|bytes| bytes == b"\nstream\n") {
        rest = &rest[from + 8..];
        let to = rest.windows(10).position(|bytes| bytes == b"\nendstream").unwrap();
        let marks = miniz_oxide::inflate::decompress_to_vec_zlib(&rest[..to]).unwrap_or_default();
        if marks.windows(4).any(|bytes| bytes == b" Td\n") {
            pages.push(marks.windows(text.len()).filter(|bytes| bytes == &text).count());
        }
        rest = &rest[to..];
    }
    pages
}

/// 60 requests of three to seven rows: a page has all the rows of the headings on it.
#[test]
fn a_request_is_never_torn_over_two_pages() {
    let terms = |rows: usize| Block::Terms {
        label: "r".into(),
        rows: (0..rows).map(|at| [format!("Row {at}"), "said".into()]).collect(),
    };
    let blocks = (0..60).flat_map(|at| [Block::Part { title: format!("A-{at}") }, terms(3 + at % 5)]);
    let blocks = [Block::Section { title: "Request by request".into() }].into_iter().chain(blocks);
    let report = document(blocks.collect());
    for paper in [Paper::Letter, Paper::A4] {
        let file = pdf(&report, paper).unwrap();
        assert!(pages(&file) > 3);
        let tags = shown(&file, b"/H3 ");
        let lasts = shown(&file, b"/TH ");
        // Rows of a page, by the sizes of the parts that begin on it.
        let mut next = 0;
        for (headings, rows) in tags.iter().zip(&lasts) {
            let want: usize = (next..next + headings).map(|at| 3 + at % 5).sum();
            assert_eq!(*rows, want, "a page has all rows of the parts that begin on it");
            next += headings;
        }
        assert_eq!(next, 60);
    }
}
