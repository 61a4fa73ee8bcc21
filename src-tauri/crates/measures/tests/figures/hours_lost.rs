//! Hours lost, worked by hand.

use crate::clinic::{day, facts, guess, person, system, workaround};
use keepalive_domain::words::Break;
use keepalive_measures::measure;

/// DOMAIN §5: go-live 2026-01-31, one drift workaround from 02-10 to 03-03, 4 people × 5 a week × 6 minutes.
/// 4 × 5 ÷ 7 × 6 ÷ 60 = 0.285714… h a day; 18 days in month 1, 3 in month 2; 6.5 FTE.
#[test]
fn the_worked_example_of_the_domain_page() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-31")];
    facts.people = vec![person("p1", "2025-01-01", 6.5)];
    let mut drift = workaround("w1", Break::Drift, "2026-02-10");
    drift.ended = Some(day("2026-03-03"));
    drift.estimates = vec![guess("2026-02-10", 4.0, 5.0, 6.0)];
    facts.workarounds = vec![drift];

    let measures = measure(&facts, day("2026-04-30"));
    let months = &measures.systems[0].months;
    assert_eq!(months.len(), 4, "[01-31, 02-28), [02-28, 03-31), [03-31, 04-30), [04-30, 05-31)");
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    close(months[0].hours.drift, 36.0 / 7.0);
    close(months[1].hours.drift, 6.0 / 7.0);
    close(months[0].hours.all, 5.142_857_142_857_143);
    close(months[1].hours.all, 0.857_142_857_142_857_1);
    close(months[0].hours_per_fte.unwrap(), 0.791_208_791_208_791_2);
    close(months[1].hours_per_fte.unwrap(), 0.131_868_131_868_131_87);
    close(months[2].hours.all, 0.0);
    assert!(months[3].partial && !months[2].partial);
}
