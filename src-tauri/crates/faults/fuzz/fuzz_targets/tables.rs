//! One table of the table set, its heading given or not, or a zip of it. The first two bytes say which.
#![no_main]

use keepalive_exchange::tables::TABLES;
use keepalive_fuzz::{file_of, tables, zipped};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [which, form, text @ ..] = bytes else { return };
    let table = &TABLES[usize::from(*which) % TABLES.len()];
    let heading: Vec<_> = table.columns.iter().map(|column| column.name).collect();
    let text = match form % 2 {
        0 => text.to_vec(),
        _ => [heading.join(",").as_bytes(), b"\n", text].concat(),
    };
    let (_folder, path) = match form / 2 % 3 {
        0 => file_of(table.file, &text),
        1 => file_of("set.zip", &zipped(&[(table.file, &text)])),
        _ => file_of("set.zip", &text),
    };
    tables(&path);
});
