//! The one list of use cases: input checked, done by the store and the measures, answered in types.
//!
//! Start at [`for_each_command!`] for what there is and at [`types`] for what it takes and answers.

#[macro_use]
mod commands;
pub mod bindings;
mod error;
pub mod types;

pub use commands::{COMMANDS, HOST_COMMANDS, Name};
pub use error::{ApiError, ApiResult, ErrorCode};
