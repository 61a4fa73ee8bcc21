//! An XLSX of another program: the file itself, its sheet, or its texts. The first byte says which.
#![no_main]

use keepalive_fuzz::{file_of, mapped, zipped};
use libfuzzer_sys::fuzz_target;

const BOOK: &[u8] = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEET: &[u8] = br#"<worksheet><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>45000</v></c></row></sheetData></worksheet>"#;
const TEXTS: &[u8] = br#"<sst><si><t>title</t></si><si><t>opened</t></si><si><t>Fax twice</t></si></sst>"#;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else { return };
    let book = |sheet: &[u8], texts: &[u8]| {
        zipped(&[
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", texts),
        ])
    };
    let file = match which % 3 {
        0 => text.to_vec(),
        1 => book(text, TEXTS),
        _ => book(SHEET, text),
    };
    let (_folder, path) = file_of("any.xlsx", &file);
    mapped(&path, which / 3);
});
