//! The clinic's time zone, which decides the day of every occurrence, and its thresholds.

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::thresholds::Thresholds;
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// The zone before a clinic is set up, or where a newer version wrote one this build does not know.
const FALLBACK: &str = "UTC";

/// The clinic's zone. Should two desks have set up a clinic each, the one with the lesser identity counts.
pub(crate) fn clinic_zone(conn: &Connection) -> Result<ClinicZone> {
    let name: Option<String> = conn
        .prepare_cached(
            "SELECT c.time_zone FROM clinic c JOIN entity e ON e.no = c.no
              WHERE c.deleted IS NOT 1 AND c.time_zone IS NOT NULL ORDER BY e.id LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    let zone = name.as_deref().and_then(|name| ClinicZone::parse(name).ok());
    Ok(match zone {
        Some(zone) => zone,
        None => ClinicZone::parse(FALLBACK).unwrap_or_else(|_| unreachable!("UTC is a zone")),
    })
}

/// The clinic's thresholds; of several clinics the one the zone is taken from.
pub(crate) fn clinic_thresholds(conn: &Connection) -> Result<Thresholds> {
    let text: Option<Option<String>> = conn
        .prepare_cached(
            "SELECT c.thresholds FROM clinic c JOIN entity e ON e.no = c.no
              WHERE c.deleted IS NOT 1 AND c.time_zone IS NOT NULL ORDER BY e.id LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(Thresholds::read(text.flatten().as_deref()))
}

/// Whether the rollup stands in another zone.
pub(super) fn changed(conn: &Connection) -> Result<bool> {
    let kept: Option<String> = conn
        .prepare_cached("SELECT value FROM derived_value WHERE key = 'zone'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(kept.as_deref().unwrap_or(FALLBACK) != clinic_zone(conn)?.name())
}

/// Notes the zone the rollup stands in; nothing stands for the fallback.
pub(super) fn keep(conn: &Connection, zone: ClinicZone) -> Result<()> {
    conn.prepare_cached("DELETE FROM derived_value WHERE key = 'zone'")?.execute([])?;
    if zone.name() != FALLBACK {
        conn.prepare_cached("INSERT INTO derived_value (key, value) VALUES ('zone', ?)")?
            .execute([zone.name()])?;
    }
    Ok(())
}
