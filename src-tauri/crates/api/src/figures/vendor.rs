//! What the log holds on each system's vendor, computed when first asked for.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_measures::Record;
use keepalive_measures::promise_register::{RegisterLine, promise_register};
use keepalive_measures::scorecard::{VendorFigures, vendor_figures};
use keepalive_measures::vendor_evidence::{VendorEvidence, vendor_evidence};
use keepalive_store::ClinicFacts;

use crate::types::Day;

/// One system's vendor.
pub(crate) struct VendorSide {
    /// The last day whose rows count (A5).
    pub(crate) last_day: Day,
    /// As `measure --json` has it.
    pub(crate) figures: VendorFigures,
    /// The counts behind the five questions.
    pub(crate) evidence: VendorEvidence,
    /// Every promise with what became of it.
    pub(crate) register: Vec<RegisterLine>,
}

/// The vendor of each system.
pub(super) fn vendors(clinic: &ClinicFacts, as_of: Day) -> BTreeMap<EntityId, VendorSide> {
    let record = Record::new(&clinic.facts);
    record
        .systems(as_of)
        .map(|view| {
            let side = VendorSide {
                last_day: view.last_day(),
                figures: vendor_figures(&view),
                evidence: vendor_evidence(&view),
                register: promise_register(&view),
            };
            (clinic.systems[view.position()], side)
        })
        .collect()
}
