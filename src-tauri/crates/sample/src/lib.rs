//! The sample clinic: a year and a half of believable, made-up history, deterministic per seed.
//!
//! [`clinic`] gives the changes that fill an empty database: two EHR systems (the second one live for
//! [`Plan::months`] months), some thirty people, twelve areas of which three nobody owns, and what happened
//! between them. Every name is a role or an invention; there is no patient in it. The same plan gives the same
//! changes, down to their identities.
//!
//! [`Plan::scale`] multiplies the occurrences, which come in batches so that a million of them never stand in
//! memory at once.

mod cast;
mod chance;
mod happenings;
mod occurrences;
mod promises;
mod pulse;
mod requests;
mod titles;
mod visibility;
mod workarounds;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Day;
use keepalive_domain::ops::Change;

use crate::cast::Cast;
use crate::chance::Chance;

/// The sample clinic's time zone.
pub const ZONE: &str = "America/Denver";

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The same seed gives the same clinic.
    pub seed: u64,
    /// Months since the second EHR went live, the current one included.
    pub months: u32,
    /// How many times as many occurrences; 1 makes some 6,000.
    pub scale: u32,
    /// The last day of the history.
    pub today: Day,
    /// The clinic's zone, [`ZONE`] parsed.
    pub zone: ClinicZone,
}

/// The months a plan has if nobody says otherwise.
pub const USUAL_MONTHS: u32 = 15;

/// The changes that make the sample clinic, in batches: the first holds everything but the further occurrences
/// that a scale above 1 asks for.
pub fn clinic(plan: Plan) -> impl Iterator<Item = Vec<Change>> {
    let mut chance = Chance::new(plan.seed, plan.zone);
    let mut changes = Vec::new();
    let cast = Cast::hire(plan, &mut chance, &mut changes);
    let workarounds = workarounds::write(&cast, &mut chance, &mut changes);
    requests::write(&cast, &workarounds, &mut chance, &mut changes);
    visibility::write(&cast, &workarounds, &mut chance, &mut changes);
    happenings::write(&cast, &mut chance, &mut changes);
    pulse::write(&cast, &mut chance, &mut changes);
    let mut first = Some(changes);
    let mut rounds = occurrences::rounds(plan, cast, workarounds, chance);
    std::iter::from_fn(move || match first.take() {
        Some(mut changes) => {
            changes.extend(rounds.next().unwrap_or_default());
            Some(changes)
        }
        None => rounds.next(),
    })
}

#[cfg(test)]
mod tests;
