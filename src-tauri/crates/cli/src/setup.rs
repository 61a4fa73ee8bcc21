//! A clinic of one's own, or the sample.

use keepalive_api::types::FirstRunInput;
use keepalive_api::{ApiResult, SampleOptions};

use crate::Outcome;
use crate::args::{Init, Sample};
use crate::place::Session;

pub(crate) fn init(session: &Session<'_>, new: &Init) -> ApiResult<Outcome> {
    let app = session.open_or_make()?;
    let saved = app.first_run(FirstRunInput {
        clinic: new.name.clone(),
        ehr: new.system.clone(),
        vendor: new.vendor.clone(),
        go_live: new.go_live.clone(),
        time_zone: new.zone.clone(),
    })?;
    session.printer.answer(&saved, |_| format!("{} is set up in {}.", new.name, session.file.display()))?;
    Ok(Outcome::Done)
}

pub(crate) fn sample(session: &Session<'_>, wanted: &Sample) -> ApiResult<Outcome> {
    let app = session.open_or_make()?;
    session.printer.progress("Writing the sample clinic.");
    let usual = SampleOptions::default();
    let months = wanted.months.unwrap_or(usual.months);
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
}
