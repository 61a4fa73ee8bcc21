//! The served series is the recomputed one, bit for bit.

use keepalive_domain::facts::{Facts, Workaround};
use keepalive_domain::words::Break;
use keepalive_measures::Record;
use keepalive_measures::hours_lost::{
    HoursLost, WorkaroundHours, chase_minutes, hours_lost, hours_series, workaround_hours,
};
use proptest::prelude::*;

use crate::nasty_clinic::nasty_clinic;

/// The bits of every number of a series.
fn bits(series: &[HoursLost]) -> Vec<[u64; 6]> {
    let bits = |h: &HoursLost| [h.drift, h.reporting, h.support, h.burnout, h.all, h.timed].map(f64::to_bits);
    series.iter().map(bits).collect()
}

/// Takes the rows of one workaround away or gives it those of another: an edit, an import, an undo.
fn edit(facts: &mut Facts, touched: usize, donor: usize, kind: u8) {
    let donor: Workaround = facts.workarounds[donor].clone();
    let workaround = &mut facts.workarounds[touched];
    match kind {
        0 => workaround.estimates = donor.estimates,
        1 => workaround.occurrences = donor.occurrences,
        2 => workaround.ended = donor.ended.filter(|ended| *ended >= workaround.started),
        _ => workaround.break_ = donor.break_,
    }
}

proptest! {
    #[test]
    fn a_series_from_kept_pieces_is_bit_equal_to_a_recompute(
        ((mut facts, as_of), edits) in (nasty_clinic(), prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8), 0..12))
    ) {
        let Some(key) = facts.systems.first().map(|system| system.key.clone()) else { return Ok(()) };
        // Membership is settled before the edits, which leave it alone.
        let systems = Record::new(&facts).workaround_system().to_vec();
        for (workaround, system) in facts.workarounds.iter_mut().zip(systems) {
            workaround.system = system;
        }
        let mut kept: Vec<Option<(Break, Vec<WorkaroundHours>)>> = vec![None; facts.workarounds.len()];
        for (touched, donor, kind) in edits {
            if !facts.workarounds.is_empty() {
                let (touched, donor) = (touched.index(facts.workarounds.len()), donor.index(facts.workarounds.len()));
                edit(&mut facts, touched, donor, kind);
                kept[touched] = None;
            }
            let record = Record::new(&facts);
            let view = record.system(&key, as_of).unwrap();
            let own = view.workarounds();
            for &index in own.iter().filter(|index| kept[**index].is_none()).collect::<Vec<_>>() {
                let workaround = &facts.workarounds[index];
                kept[index] = Some((workaround.break_, workaround_hours(workaround, view.months(), view.last_day(), &facts.thresholds)));
            }
            let pieces = own.iter().filter_map(|&index| kept[index].as_ref()).map(|(b, piece)| (*b, piece.as_slice()));
            let served = hours_series(pieces, &chase_minutes(&view, view.months()));
            prop_assert_eq!(bits(&served), bits(&hours_lost(&view, view.months())));
        }
    }
}
