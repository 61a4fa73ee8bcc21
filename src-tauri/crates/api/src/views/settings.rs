//! What this computer remembers.

use crate::device::Remembered;
use crate::types::{Nothing, Settings, SettingsInput};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// The longest remembered text: keys, a language.
const MOST_TEXT_BYTES: usize = 100_000;

/// The largest that the views may remember together, as JSON.
const MOST_VIEW_BYTES: usize = 1_000_000;

/// The last hour of a day.
const LAST_HOUR: u8 = 23;

impl App {
    /// What this computer remembers.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn settings(&self, _input: Nothing) -> ApiResult<Settings> {
        let clinic = self.clinic_id()?;
        Ok(shown(self.device.remembered(), clinic.as_deref()))
    }

    /// Changes what this computer remembers; what is not named stays.
    ///
    /// # Errors
    /// A person who is not here; more than a computer should remember; the file cannot be written.
    pub fn settings_set(&self, input: SettingsInput) -> ApiResult<Settings> {
        let clinic = self.clinic_id()?;
        if let Some(Some(desk)) = input.desk {
            let person = self.current().store.read(|read| read.person(desk.0))?;
            if person.is_none() {
                return Err(ApiError::not_found("person").about("desk"));
            }
        }
        for (name, text) in [("shortcut", &input.shortcut), ("language", &input.language)] {
            if text.iter().flatten().any(|text| text.len() > MOST_TEXT_BYTES) {
                return Err(ApiError::invalid(name, "too_long", "This is more than can be remembered."));
            }
        }
        if input.remind_at.flatten().is_some_and(|hour| hour > LAST_HOUR) {
            return Err(ApiError::invalid("remind_at", "out_of_range", "A day has the hours 0 to 23."));
        }
        if let Some(views) = &input.views {
            let mut all = self.device.remembered().views;
            all.extend(views.clone());
            let size = serde_json::to_vec(&all).map_or(usize::MAX, |json| json.len());
            if size > MOST_VIEW_BYTES {
                return Err(ApiError::invalid("views", "too_long", "This is more than can be remembered."));
            }
        }
        let remembered = self.device.remember(|remembered| {
            if let (Some(desk), Some(clinic)) = (input.desk, &clinic) {
                match desk {
                    Some(desk) => remembered.desks.insert(clinic.clone(), desk),
                    None => remembered.desks.remove(clinic),
                };
            }
            if let Some(appearance) = input.appearance {
                remembered.appearance = appearance;
            }
            if let Some(shortcut) = input.shortcut {
                remembered.shortcut = shortcut;
            }
            if let Some(language) = input.language {
                remembered.language = language;
            }
            if let Some(hour) = input.remind_at {
                remembered.remind_at = hour;
            }
            // Laid over what stands now, not over what was read above: the other window may have saved since.
            remembered.views.extend(input.views.unwrap_or_default());
        });
        let failed = |error: std::io::Error| {
            ApiError::new(
                ErrorCode::File,
                format!("The settings could not be written: {error}. The old ones stand."),
            )
        };
        Ok(shown(remembered.map_err(failed)?, clinic.as_deref()))
    }

    /// The open clinic, as the settings name it.
    fn clinic_id(&self) -> ApiResult<Option<String>> {
        let clinic = self.current().store.read(|read| read.clinic())?;
        Ok(clinic.map(|clinic| clinic.id.to_string()))
    }
}

fn shown(remembered: Remembered, clinic: Option<&str>) -> Settings {
    Settings {
        desk: clinic.and_then(|clinic| remembered.desks.get(clinic).copied()),
        appearance: remembered.appearance,
        shortcut: remembered.shortcut,
        language: remembered.language,
        views: remembered.views,
        remind_at: remembered.remind_at,
    }
}
