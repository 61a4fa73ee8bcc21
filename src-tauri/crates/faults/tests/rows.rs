//! Every row of the fault table, a few times over.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

use std::path::PathBuf;

use keepalive_faults::rows;
use keepalive_faults::table::{Run, Scale, table};

fn nothing_is_lost_in(row: u8) {
    let run = Run { scale: Scale::Small, program: PathBuf::from(env!("CARGO_BIN_EXE_keepalive-faults")) };
    for row in rows::chosen(&[row]).unwrap() {
        let cases = (row.run)(&run).unwrap();
        assert!(cases.iter().all(|case| case.failed.is_empty()), "{}", table(&cases));
        assert!(cases.iter().all(|case| case.run > 0 || !case.note.is_empty()), "{}", table(&cases));
    }
}

/// A test for each row, by its number.
macro_rules! rows {
    ($($name:ident: $number:literal;)*) => {
        $(#[test] fn $name() { nothing_is_lost_in($number); })*

        #[test]
        fn every_row_has_a_test() {
            let tested = [$($number),*];
            for row in rows::ALL {
                assert!(tested.contains(&row.number), "row {} runs in no test", row.number);
            }
        }
    };
}

rows! {
    killed_processes: 1;
    power_cuts: 2;
    full_and_failing_disks: 3;
    corrupt_databases: 4;
    restores_beside_side_files: 5;
    cut_off_migrations: 6;
    two_processes: 7;
    cloud_folders_and_network_drives: 8;
    locked_files: 9;
    clocks_and_zones: 10;
    malformed_files: 11;
    formulas: 12;
    markup: 13;
    labels_in_charts: 14;
    paths: 15;
    any_input_and_wrong_windows: 16;
    reloads: 17;
    backups: 18;
    names_of_users: 19;
}
