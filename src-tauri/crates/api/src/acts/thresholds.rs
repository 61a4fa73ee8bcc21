//! Setting the clinic's own thresholds.

use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::thresholds::{Refusal, Thresholds};
use keepalive_domain::value::Value;

use super::{Act, Done};
use crate::types::{Nothing, Saved, Threshold, ThresholdsInput};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Every threshold with the value that decides now.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn thresholds(&self, _input: Nothing) -> ApiResult<Vec<Threshold>> {
        let thresholds = self.current().store.read(|read| read.thresholds())?;
        Ok(Threshold::all(&thresholds))
    }

    /// Sets thresholds, or puts them back to the usual value; every figure follows at once.
    ///
    /// # Errors
    /// No clinic yet; a threshold nobody has; a number that makes no sense, with the range.
    pub fn thresholds_save(&self, input: ThresholdsInput) -> ApiResult<Saved> {
        let Some(clinic) = self.current().store.read(|read| read.clinic())? else {
            return Err(ApiError::new(ErrorCode::NoClinic, "Set up the clinic first."));
        };
        self.act(Deed::Settings, None, move |act: &mut Act<'_, '_>| {
            let before = act.thing(Kind::Clinic, clinic.id)?;
            let text = before.field("thresholds").as_text();
            let after = Thresholds::rewritten(text, &input.set).map_err(refused)?;
            let after = after.map_or(Value::Null, Value::Text);
            act.set(Change {
                entity: before.id,
                kind: Kind::Clinic,
                set: [("thresholds".to_owned(), after)].into(),
            });
            let changed: Vec<String> = input.set.into_keys().collect();
            let code = if changed.len() == 1 { "set_threshold" } else { "set_thresholds" };
            Ok(Done::named(code, changed).about(clinic.id))
        })
    }
}

fn refused(refusal: Refusal) -> ApiError {
    let hint = match refusal {
        Refusal::Unknown(_) => "unknown_field",
        Refusal::NotANumber(_) | Refusal::NotAnObject => "not_a_number",
        Refusal::OutOfRange { .. } => "out_of_range",
    };
    ApiError::invalid(refusal.about().unwrap_or("set"), hint, refusal.to_string())
}
