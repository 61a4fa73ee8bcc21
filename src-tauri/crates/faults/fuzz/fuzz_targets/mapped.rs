//! A CSV of another program: any encoding, delimiter and rows. The first byte says what the rows are.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((rows, text)) = bytes.split_first() else { return };
    let (_folder, path) = keepalive_fuzz::file_of("any.csv", text);
    keepalive_fuzz::mapped(&path, *rows);
});
