//! Figures for machines, and the database's own health.

use keepalive_measures::{measure, measure_system};

use crate::figures::number;
use crate::types::{Digest, JsonFigures, MeasureInput, Nothing, VerifyReport};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Every figure, computed afresh from the record.
    ///
    /// # Errors
    /// A system that is not here, a day out of range, or the database cannot be read.
    pub fn measure(&self, input: MeasureInput) -> ApiResult<JsonFigures> {
        let open = self.current();
        let today = open.store.read(|read| self.moment(read))?.today;
        let as_of = super::day_asked_for(input.as_of, today)?;
        let facts = open.store.facts()?.facts;
        let measures = match &input.system {
            Some(key) if facts.systems.iter().any(|system| system.key == *key) => {
                measure_system(&facts, as_of, key)
            }
            Some(_) => return Err(ApiError::not_found("system").about("system")),
            None => measure(&facts, as_of),
        };
        let failed = |error: serde_json::Error| ApiError::new(ErrorCode::Internal, error.to_string());
        Ok(JsonFigures(serde_json::to_value(measures).map_err(failed)?))
    }

    /// Checks the file, the hash chain, and that everything derived equals what the log gives.
    ///
    /// # Errors
    /// Checking itself failed; what it found is in the report.
    pub fn verify(&self, _input: Nothing) -> ApiResult<VerifyReport> {
        let report = self.current().store.verify(|_| {})?;
        Ok(VerifyReport {
            sound: report.is_sound(),
            ops: number(report.ops),
            problems: report.faults.into_iter().map(|fault| fault.detail).collect(),
        })
    }

    /// The state digest.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn digest(&self, _input: Nothing) -> ApiResult<Digest> {
        Ok(Digest { digest: self.current().store.digest()? })
    }
}
