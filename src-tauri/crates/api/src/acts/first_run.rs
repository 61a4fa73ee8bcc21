//! The first run's four answers, and the way to and from the sample clinic.

use keepalive_domain::check::read_field;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use serde_json::json;

use super::{Act, Done, out_of_the_trash};
use crate::guard::guard;
use crate::types::{AppState, FirstRunInput, Nothing, Saved};
use crate::{ApiError, ApiResult, App};

/// A warning is no reason to keep a clinic from starting: its name is no patient's, whatever number is in it.
const LOOKED_AT: Option<bool> = Some(true);

/// The most areas a first run makes: far more than any clinic has.
const MOST_AREAS: usize = 100;

impl App {
    /// Makes the clinic, its EHR system and the configuration areas it begins with, as one act.
    ///
    /// # Errors
    /// A field that cannot be taken (`clinic`, `ehr`, `vendor`, `go_live`, `time_zone`, `areas`), a clinic is there, or one was
    /// joined and has not come yet.
    pub fn first_run(&self, input: FirstRunInput) -> ApiResult<Saved> {
        self.asks(Deed::Settings)?;
        if self.device.remembered().sharing.place.is_some() {
            let message = "This computer has joined a clinic; what the other desks wrote has not come yet.";
            return Err(ApiError::invalid("clinic", "joined_already", message));
        }
        self.act(Deed::Settings, LOOKED_AT, move |act| first_run(act, &input))
    }

    /// Opens the sample clinic in its own file.
    ///
    /// # Errors
    /// The file cannot be made or opened.
    pub fn sample_open(&self, _input: Nothing) -> ApiResult<AppState> {
        self.enter_sample()?;
        self.app_state(Nothing {})
    }

    /// Goes back to the clinic's own file.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn sample_close(&self, _input: Nothing) -> ApiResult<AppState> {
        self.leave_sample()?;
        self.app_state(Nothing {})
    }
}

fn first_run(act: &mut Act<'_, '_>, input: &FirstRunInput) -> ApiResult<Done> {
    if act.write.read().clinic()?.is_some() {
        return Err(ApiError::invalid("clinic", "exists", "This database has its clinic already."));
    }
    let zone = input.time_zone.clone().unwrap_or_else(crate::world::computer_zone);
    let clinic = named(Kind::Clinic, "name", "clinic", &input.clinic)?;
    let zone = named(Kind::Clinic, "time_zone", "time_zone", &zone)?;
    let ehr = named(Kind::System, "name", "ehr", &input.ehr)?;
    let vendor = named(Kind::System, "vendor", "vendor", &input.vendor)?;
    let go_live = named(Kind::System, "go_live", "go_live", &input.go_live)?;

    let areas = input.areas.as_deref().unwrap_or_default();
    if areas.len() > MOST_AREAS {
        return Err(ApiError::invalid("areas", "too_many", "This is more than a clinic has."));
    }
    for name in areas {
        let key = named(Kind::Area, "key", "areas", name)?;
        let area = EntityId::named(Kind::Area.name(), &[name.trim()]);
        let made = out_of_the_trash(act.write.read(), Change::of(Kind::Area, area).with("key", key))?;
        act.set(made);
    }
    let (clinic_id, system_id) = (act.write.new_id(), act.write.new_id());
    act.set(Change::of(Kind::Clinic, clinic_id).with("name", clinic).with("time_zone", zone));
    act.set(
        Change::of(Kind::System, system_id)
            .with("key", "ehr1")
            .with("name", ehr)
            .with("vendor", vendor)
            .with("go_live", go_live),
    );
    Ok(Done::named("first_run", [input.clinic.trim()]).about(clinic_id))
}

/// Reads an answer as the field it becomes, and names the answer where it cannot be taken.
fn named(kind: Kind, field: &str, answer: &str, text: &str) -> ApiResult<keepalive_domain::value::Value> {
    let value = read_field(kind, field, &json!(text.trim())).map_err(|p| ApiError::from(p).about(answer))?;
    if value.is_null() {
        return Err(ApiError::invalid(answer, "required", "This cannot be empty."));
    }
    // The gate would name the field the answer becomes; the person sees the answer.
    guard(answer, text, LOOKED_AT == Some(true))?;
    Ok(value)
}
