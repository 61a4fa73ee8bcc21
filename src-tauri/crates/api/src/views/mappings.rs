//! Mappings kept for next month's file.
//!
//! They stay on this computer and never enter the log: a mapping holds another program's headings and words,
//! people's names among them, and the log is what goes to vendors.

use keepalive_domain::roles::Deed;

use crate::guard::guard;
use crate::types::{ForgetMappingInput, KeptMapping};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// The most mappings kept.
const MOST_MAPPINGS: usize = 50;

/// The largest mapping kept, as JSON.
const MOST_MAPPING_BYTES: usize = 100_000;

/// The longest name in characters.
const MOST_NAME_CHARS: usize = 80;

impl App {
    /// Keeps a mapping; one of the same name is replaced. Answers all that are kept.
    ///
    /// # Errors
    /// No name, or more than a computer should remember; the settings file cannot be written.
    pub fn mapping_keep(&self, input: KeptMapping) -> ApiResult<Vec<KeptMapping>> {
        self.asks(Deed::Import)?;
        let name = input.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > MOST_NAME_CHARS {
            let message = format!("Give it a name of at most {MOST_NAME_CHARS} characters.");
            return Err(ApiError::invalid("name", "required", message));
        }
        // It stays on this computer, and is still a text somebody saves: what blocks, blocks here too.
        guard("name", &name, true)?;
        let size = serde_json::to_vec(&input).map_or(usize::MAX, |json| json.len());
        if size > MOST_MAPPING_BYTES {
            return Err(ApiError::invalid("map", "too_long", "This is more than can be remembered."));
        }
        self.remember_mappings(|mappings| {
            mappings.retain(|kept| kept.name != name);
            mappings.insert(0, KeptMapping { name, ..input });
            mappings.truncate(MOST_MAPPINGS);
        })
    }

    /// Forgets a mapping. Answers those that are left.
    ///
    /// # Errors
    /// The settings file cannot be written.
    pub fn mapping_forget(&self, input: ForgetMappingInput) -> ApiResult<Vec<KeptMapping>> {
        self.asks(Deed::Import)?;
        self.remember_mappings(|mappings| mappings.retain(|kept| kept.name != input.name))
    }

    fn remember_mappings(&self, change: impl FnOnce(&mut Vec<KeptMapping>)) -> ApiResult<Vec<KeptMapping>> {
        let remembered = self.device.remember(|remembered| change(&mut remembered.mappings));
        let failed = |error: std::io::Error| {
            let message = format!("The settings could not be written: {error}. The old ones stand.");
            ApiError::new(ErrorCode::File, message)
        };
        Ok(remembered.map_err(failed)?.mappings)
    }
}
