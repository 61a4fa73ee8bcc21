//! The sample clinic: a year and a half of believable, made-up history, deterministic per seed.
//!
//! Larkmoor Family Health replaced Hobbin by Marlet. Two good months, then friction; half a year in somebody
//! fixed a few things, which did not last; three areas have no owner. Some thirty people, 300 requests with
//! their promises and chases, 120 workarounds, 6,000 entries. Nobody in it is a real person, and nothing in it
//! looks like a patient's data.

mod chance;
mod changed;
mod later_requests;
mod later_workarounds;
mod occurrences;
mod people;
mod plan;
mod pulse;
mod register;
mod requests;
mod things;
mod titles;
mod vendor;
mod workarounds;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Day;
use keepalive_domain::ops::{Change, Label, MOST_ROWS_PER_OP};

use plan::Plan;

/// The code of the label under which every act of the story can be undone.
pub const LABEL: &str = "filled_sample";

/// Which story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The same seed, months, scale and day give the same record.
    pub seed: u64,
    /// Whole go-live months since the system in use went live, 1 to [`MOST_MONTHS`].
    pub months: u32,
    /// How many times 6,000 entries, 1 to [`MOST_SCALE`].
    pub scale: u32,
}

/// The longest story: ten years. The months of trouble repeat; nothing new is learnt from more.
pub const MOST_MONTHS: u32 = 120;

/// The largest scale: six million entries.
pub const MOST_SCALE: u32 = 1_000;

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, months: 18, scale: 1 }
    }
}

impl Options {
    /// With every number pulled to where the story works.
    #[must_use]
    fn clamped(self) -> Self {
        Self { months: self.months.clamp(1, MOST_MONTHS), scale: self.scale.clamp(1, MOST_SCALE), ..self }
    }
}

/// One act of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// What undo calls it.
    pub label: Label,
    /// At most [`MOST_ROWS_PER_OP`] changes; nothing refers to what was not there before or in the same act.
    pub changes: Vec<Change>,
}

/// Tells the story up to `today`, act by act. Only one act at a time is in memory beside the requests and
/// workarounds themselves, so a million entries are no harder than a few.
pub fn clinic(options: Options, zone: ClinicZone, today: Day) -> impl Iterator<Item = Act> {
    let plan = Plan::new(options.clamped(), zone, today);
    let roster = people::roster(&plan);
    let requests = requests::stories(&plan, &roster);
    let mut workarounds = workarounds::stories(&plan, &roster, &requests);

    let mut changes = register::foundation(&plan);
    changes.extend(people::changes(&plan));
    changes.extend(register::areas(&plan));
    changes.extend(requests.into_iter().flat_map(|story| story.changes));
    changes.extend(workarounds.iter_mut().flat_map(|story| std::mem::take(&mut story.changes)));
    changes.extend(register::register(&plan));
    changes.extend(vendor::changes());
    changes.extend(pulse::changes(&plan, &roster));

    in_batches(changes)
        .chain(occurrences::batches(plan, roster, workarounds))
        .map(|changes| Act { label: Label::new(LABEL, [register::CLINIC_NAME]), changes })
}

fn in_batches(changes: Vec<Change>) -> impl Iterator<Item = Vec<Change>> {
    let mut changes = changes.into_iter();
    std::iter::from_fn(move || {
        let batch: Vec<Change> = changes.by_ref().take(MOST_ROWS_PER_OP).collect();
        (!batch.is_empty()).then_some(batch)
    })
}
