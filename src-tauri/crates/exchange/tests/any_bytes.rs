//! Whatever the bytes: a report, never a panic, and nothing half done.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use std::collections::BTreeSet;

use keepalive_exchange::Watch;
use keepalive_exchange::csv_map::{Map, MappedCsv, RowsAre};
use keepalive_exchange::tables::{Import, TABLES};
use proptest::prelude::*;
use support::clinic::EVERY_FILE;
use support::{Memory, folder, taking};

/// Bytes that CSV readers trip over, more often than others.
fn awkward_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(
        prop_oneof![prop::sample::select(b"\"\",,\r\n\n;'=-0\x00\xff\xfe\xef".to_vec()), any::<u8>()],
        0..400,
    )
}

/// Imports into a copy and looks whether it holds together.
fn import(path: &std::path::Path) {
    let Ok(import) = Import::open(path) else { return };
    let mut memory = Memory::default();
    let looked = import.look(&memory, taking(&Watch::default())).unwrap();
    let report = import.take(&mut memory, taking(&Watch::default())).unwrap();
    assert_eq!(looked, report);
    assert!(report.refused.listed.len() as u64 <= report.refused.count);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_table_of_any_bytes_gives_a_report(table in 0..TABLES.len(), head in any::<bool>(), bytes in awkward_bytes()) {
        let dir = folder(&[]);
        let mut text = Vec::new();
        if head {
            let names: Vec<_> = TABLES[table].columns.iter().map(|column| column.name).collect();
            text.extend_from_slice(names.join(",").as_bytes());
            text.push(b'\n');
        }
        text.extend(bytes);
        std::fs::write(dir.path().join(TABLES[table].file), text).unwrap();
        import(dir.path());
    }

    #[test]
    fn a_good_table_with_bytes_changed_gives_a_report(
        table in 0..EVERY_FILE.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let dir = folder(EVERY_FILE);
        let (name, text) = EVERY_FILE[table];
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        std::fs::write(dir.path().join(name), bytes).unwrap();
        import(dir.path());
    }

    #[test]
    fn an_archive_of_any_bytes_is_refused_or_read(bytes in awkward_bytes()) {
        let dir = folder(&[]);
        let path = dir.path().join("set.zip");
        std::fs::write(&path, [b"PK\x03\x04".as_slice(), &bytes].concat()).unwrap();
        import(&path);
    }

    #[test]
    fn a_csv_of_any_bytes_gives_a_report(bytes in awkward_bytes(), rows in 0..3_usize) {
        let rows_are = [RowsAre::Requests, RowsAre::Workarounds, RowsAre::Occurrences][rows];
        let head = ["title,opened,state\n", "what,since,minutes\n", "workaround,when,minutes\n"][rows];
        let dir = folder(&[]);
        let path = dir.path().join("any.csv");
        std::fs::write(&path, [head.as_bytes(), &bytes].concat()).unwrap();
        let map = Map::preset("plain", rows_are).unwrap();
        let csv = MappedCsv::open(&path, rows_are, map).unwrap();
        let zone = "America/Denver".parse().unwrap();
        csv.take(&mut Memory::default(), zone, taking(&Watch::default())).unwrap();
    }

    #[test]
    fn a_mapping_of_any_text_is_read_and_written_back_or_refused(
        text in prop_oneof![
            "\\PC{0,80}|[\\[\\]{}\":,a-z]{0,60}",
            "\\{\"preset\": \"plain\", \"(delimiter|encoding)\": \"[a-z0-9;,|-]{1,2}\"\\}",
        ]
    ) {
        if let Ok(map) = Map::parse(&text, RowsAre::Requests) {
            let written = serde_json::to_string(&map).unwrap();
            // What a preset guessed is said by the map that was written: nothing of it is a guess any more.
            let map = Map { guessed: BTreeSet::new(), ..map };
            prop_assert_eq!(Map::parse(&written, RowsAre::Requests).ok(), Some(map), "{} as {}", text, written);
        }
    }
}
