//! The one notification of a day: when it may come, and what it counts.

use chrono::{DateTime, NaiveDateTime, Timelike};

use super::today::{everything_due, promises_due};
use crate::types::Due;
use crate::{ApiError, ApiResult, App, ErrorCode};

/// Hours from the chosen one on in which it may come: a computer that is turned on at lunch still tells, one that
/// is turned on in the evening does not.
const HOURS_TO_TELL: u32 = 8;

impl App {
    /// What is due, if now is the time to tell it: at most once a day, from the chosen hour of this computer's
    /// clock on, and only where something is due. Telling is remembered first, so that a crash never tells twice.
    ///
    /// # Errors
    /// The database cannot be read, or the settings cannot be written: then nothing is told.
    pub fn take_reminder(&self) -> ApiResult<Option<Due>> {
        let remembered = self.device.remembered();
        let Some(wall) = self.wall_clock() else { return Ok(None) };
        let may_tell = remembered.remind_at.is_some_and(|hour| may_tell(wall, hour));
        if !may_tell || remembered.reminded_on == Some(wall.date()) || self.is_sample() {
            return Ok(None);
        }
        let due = self.due()?;
        if due.promises + due.reviews == 0 {
            return Ok(None);
        }
        let told = self.device.remember(|remembered| remembered.reminded_on = Some(wall.date()));
        told.map_err(|error| {
            ApiError::new(ErrorCode::File, format!("The settings could not be written: {error}."))
        })?;
        Ok(Some(due))
    }

    fn due(&self) -> ApiResult<Due> {
        self.current().store.read(|read| {
            let moment = self.moment(read)?;
            let reviews = everything_due(read, &moment, &read.areas()?)?.len();
            Ok(Due { promises: promises_due(read, moment.today)?, reviews })
        })
    }

    /// What the clock on this computer's wall shows.
    fn wall_clock(&self) -> Option<NaiveDateTime> {
        let offset_ms = i64::from(self.world.utc_offset_minutes()) * 60_000;
        let shown = DateTime::from_timestamp_millis(self.now_ms().saturating_add(offset_ms))?;
        Some(shown.naive_utc())
    }
}

fn may_tell(wall: NaiveDateTime, hour: u8) -> bool {
    let hour = u32::from(hour);
    (hour..hour + HOURS_TO_TELL).contains(&wall.hour())
}
