//! The commands as a page calls them, each file one part of what the desk offers.
//!
//! One program for all of them: every further one would be linked with the whole store once more.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod common;

mod archive;
mod backup;
mod breaks;
mod by_hand;
mod by_hand_refused;
mod captions;
mod capture;
mod corrections;
mod desk_names;
mod exchange;
mod explained;
mod figures;
mod first_run;
mod forms;
mod guarded;
mod history;
mod hostile;
mod joining;
mod joining_database;
mod keychain;
mod list_file;
mod merging;
mod moving;
mod moving_many;
mod needs;
mod recovery;
mod redact;
mod register;
mod reminder;
mod reports;
mod request_lists;
mod requests;
mod review;
mod roles;
mod roles_kept;
mod sharing;
mod sharing_database;
mod signed;
mod sites;
mod taking_out;
mod thresholds;
mod two_values;
mod vendor;
mod workarounds;
mod written_wrongly;
