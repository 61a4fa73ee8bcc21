//! When the clinic is open.

use keepalive_domain::calendar::OpeningHours;
use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::reader::Read;

impl Read<'_> {
    /// The clinic's opening hours and holidays; `None` before they were set, and where what is stored cannot be
    /// read as such (a newer version may write more): then business time is not measured.
    ///
    /// # Errors
    /// From SQLite.
    pub fn opening_hours(&self) -> Result<Option<OpeningHours>> {
        let sql = "SELECT opening_hours, holidays FROM clinic WHERE deleted IS NOT 1 ORDER BY no LIMIT 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let row = statement.query_row([], |row| {
            Ok((row.get::<_, Option<String>>("opening_hours")?, row.get::<_, Option<String>>("holidays")?))
        });
        let (week, holidays) = row.optional()?.unwrap_or_default();
        Ok(week.as_deref().and_then(|week| OpeningHours::read(week, holidays.as_deref())))
    }
}
