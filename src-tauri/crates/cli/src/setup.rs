//! A clinic of one's own, or the sample.

use keepalive_api::types::FirstRunInput;
use keepalive_api::{ApiError, ApiResult, SampleOptions};

use crate::Outcome;
use crate::args::{Init, Sample};
use crate::place::Session;

/// The configuration areas most clinics have (DOMAIN §3), as the first run of the window makes them in English
/// (`usual_area_…` in `ui/src/messages/en/first_run.json`).
const USUAL_AREAS: [&str; 12] = [
    "Scheduling",
    "Check-in",
    "Rooming",
    "Note templates",
    "Orders",
    "Results",
    "Refills",
    "Inbox",
    "Billing",
    "Reports",
    "Interfaces",
    "Users and roles",
];

pub(crate) fn init(session: &Session<'_>, new: &Init) -> ApiResult<Outcome> {
    let answers = FirstRunInput {
        clinic: new.name.clone(),
        ehr: new.system.clone(),
        vendor: new.vendor.clone(),
        go_live: new.go_live.clone(),
        time_zone: new.zone.clone(),
        areas: Some(USUAL_AREAS.map(str::to_owned).to_vec()),
    };
    session.open_or_make(true, |app| {
        let saved = app.first_run(answers).map_err(as_typed)?;
        session
            .printer
            .answer(&saved, |_| format!("{} is set up in {}.", new.name, session.file.display()))?;
        Ok(Outcome::Done)
    })
}

/// Names the argument instead of the first run's field.
fn as_typed(mut error: ApiError) -> ApiError {
    let argument = match error.field.as_deref() {
        Some("clinic") => "name",
        Some("ehr") => "system",
        Some("time_zone") => "zone",
        _ => return error,
    };
    error.field = Some(argument.to_owned());
    error
}

pub(crate) fn sample(session: &Session<'_>, wanted: &Sample) -> ApiResult<Outcome> {
    let usual = SampleOptions::default();
    let months = wanted.months.unwrap_or(usual.months);
    session.open_or_make(true, |app| {
        session.printer.progress("Writing the sample clinic.");
        let state = app.sample_fill(SampleOptions { seed: wanted.seed, months, scale: wanted.scale })?;
        session.printer.answer(&state, |state| {
            let name = state.clinic.as_ref().map_or("", |clinic| &clinic.name);
            let counts = state.counts;
            format!(
                "{name}, a made-up clinic: {} open requests, {} workarounds in use.",
                counts.requests_open, counts.workarounds_active
            )
        })?;
        Ok(Outcome::Done)
    })
}
