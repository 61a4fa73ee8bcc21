//! The one list of use cases: input checked, done by the store and the measures, answered in types.
//!
//! Start at [`for_each_command!`] for what there is, at [`types`] for what it takes and answers, and at [`App`]
//! for how it is run. `acts` writes, `views` reads.

#[macro_use]
mod commands;
mod acts;
mod app;
mod backup;
pub mod bindings;
mod device;
mod dispatch;
mod error;
mod figures;
mod guard;
mod headless;
mod import_report;
mod list_counts;
mod record;
mod roles;
mod sample;
mod share;
mod share_by_hand;
mod share_postgres;
mod sharing;
pub mod types;
mod views;
mod whole_file;
mod work;
mod world;

pub use app::{APP_FOLDER, App, DATABASE_NAME, remembered_appearance};
pub use backup::{FOLDER_NAME as BACKUP_FOLDER_NAME, Keeper, Rescue};
pub use commands::{COMMANDS, HOST_COMMANDS, Name, RESCUE_COMMANDS};
pub use error::{ApiError, ApiResult, ErrorCode};
pub use keepalive_hub_postgres::{Fault as HubFault, NewDevice, Standing as HubStanding};
pub use keepalive_sample::Options as SampleOptions;
pub use roles::deed_of;
pub use sample::fill_with_sample;
pub use share::{Meeting, Shared, new_share_key};
pub use share_postgres::{HubServer, LetIn};
pub use sharing::{Keychain, NewSheet, new_share_sheet, share_key_of_sheet};
pub use whole_file::write_whole;
pub use world::{SystemWorld, computer_zone};
