//! What is typed or pasted: the quick-capture line, any text before the guard, a mapping, a key, an invitation's code.
#![no_main]

use keepalive_domain::capture_line::CaptureLine;
use keepalive_domain::phi;
use keepalive_exchange::csv_map::{Map, RowsAre};
use keepalive_seal::{InviteCode, SpaceKey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let line = CaptureLine::parse(text);
    // What is out of range stands among the line's problems, and keeps it from being saved.
    if let (true, Some(minutes)) = (line.problems.is_empty(), line.minutes()) {
        assert!(minutes.is_finite() && minutes > 0.0, "{minutes}");
    }
    for finding in phi::scan(text) {
        // The screen marks the place: it must lie in the text, between characters.
        assert!(text.get(finding.range.bytes.clone()).is_some(), "{finding:?}");
    }
    drop(Map::parse(text, RowsAre::Requests));
    drop(SpaceKey::parse(text));
    drop(InviteCode::parse(text));
});
