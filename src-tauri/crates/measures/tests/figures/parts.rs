//! Figures of a part of the clinic: promised days, after-hours by role, one area or one break.

use keepalive_domain::facts::{Facts, Link};
use keepalive_domain::words::{Break, Clock, RequestState::*};
use keepalive_measures::Record;
use keepalive_measures::after_hours::after_hours_by_role;
use keepalive_measures::flow::{active_workarounds, asks_per_active_workaround, flow};
use keepalive_measures::hardened::{Hardening, Standing};
use keepalive_measures::periods::Span;
use keepalive_measures::promised_days::promised_days;
use keepalive_measures::turnaround::{TurnaroundClock, turnaround_curve};

use crate::clinic::{close, day, facts, person, promise, pulse, request, system, workaround};

fn clinic() -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts
}

/// Delivery, in days from the first state to the original's due day: 2 to 12 March 10 (the slip to April counts
/// nothing); 4 to 24 March 20 (a `delivery` promise, for there is no `fix`); 10 to 16 March 6 (the `fix`, though
/// the `delivery` promise is older); due before it was asked, 0. Sorted 0, 6, 10, 20: (6 + 10) ÷ 2 = 8.
/// The first response: 2 to 4 March, 2 alone. A promise made after the last measured day is none.
#[test]
fn promised_days_are_the_median_of_the_originals() {
    let mut facts = clinic();
    let asked = |on: &str, promises: &[(Clock, &str, &str)]| {
        let mut asked = request("r", &[(&format!("{on}T09:00:00Z"), New)]);
        asked.promises = promises.iter().map(|&(clock, made, due)| promise(clock, made, due)).collect();
        asked
    };
    facts.requests = vec![
        asked(
            "2026-03-02",
            &[
                (Clock::Fix, "2026-03-05", "2026-03-12"),
                (Clock::Fix, "2026-03-12", "2026-04-01"),
                (Clock::Response, "2026-03-02", "2026-03-04"),
            ],
        ),
        asked("2026-03-04", &[(Clock::Delivery, "2026-03-05", "2026-03-24")]),
        asked(
            "2026-03-10",
            &[(Clock::Delivery, "2026-03-10", "2026-03-20"), (Clock::Fix, "2026-03-12", "2026-03-16")],
        ),
        asked("2026-03-20", &[(Clock::Fix, "2026-03-20", "2026-03-15")]),
        asked("2026-03-21", &[(Clock::Fix, "2026-04-01", "2026-04-02")]),
    ];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-31")).unwrap();
    assert_eq!(promised_days(&view, TurnaroundClock::Delivered), Some(8.0));
    assert_eq!(promised_days(&view, TurnaroundClock::FirstResponse), Some(2.0));
    assert_eq!(promised_days(&view, TurnaroundClock::WorkaroundOffered), None, "nobody promised one");
    assert_eq!(promised_days(&view, TurnaroundClock::Verified), None, "nothing is promised for it");
}

/// Nurses: 8 × (2 + 1) ÷ (16 + 16) = 0.75, one of two reported both hours. Front desk: 8 × 4 ÷ 20 = 1.6. Left
/// out: half a row, the vendor's contact, a row of April, a row after the last measured day.
#[test]
fn after_hours_by_role_add_up_both_hours_of_staff() {
    let mut facts = clinic();
    facts.people = ["nurse", "nurse", "front desk", "vendor"]
        .map(|role| {
            let mut one = person("p", "2026-01-01", 1.0);
            one.role = role.into();
            one
        })
        .to_vec();
    let mut half = pulse(1, "2026-03-02", true, None);
    half.ehr_hours_outside = Some(9.0);
    facts.pulse = vec![
        pulse(0, "2026-03-02", true, Some((2.0, 16.0))),
        pulse(0, "2026-03-09", false, Some((1.0, 16.0))),
        half,
        pulse(2, "2026-03-02", true, Some((4.0, 20.0))),
        pulse(3, "2026-03-02", true, Some((5.0, 10.0))),
        pulse(0, "2026-04-01", true, Some((9.0, 10.0))),
        pulse(0, "2026-03-30", true, Some((9.0, 10.0))),
    ];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-29")).unwrap();
    let march = Span::new(day("2026-03-01"), day("2026-04-01"));
    let roles = after_hours_by_role(&view, march, |_| true);
    let found: Vec<_> = roles.iter().map(|role| (role.role.as_str(), role.people)).collect();
    assert_eq!(found, [("front desk", 1), ("nurse", 1)], "by name; who reported nothing is left out");
    close(roles[0].wow8.unwrap(), 1.6);
    close(roles[1].wow8.unwrap(), 0.75);
    let chosen = after_hours_by_role(&view, march, |at| at == 2);
    assert_eq!(chosen.len(), 1, "one site's people alone");
}

/// Scheduled hours of 0 give nothing to divide by: the role is there, its figure is not measured.
#[test]
fn after_hours_without_scheduled_hours_are_not_measured() {
    let mut facts = clinic();
    facts.people = vec![person("p", "2026-01-01", 1.0)];
    facts.pulse = vec![pulse(0, "2026-03-02", true, Some((2.0, 0.0)))];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-31")).unwrap();
    let roles = after_hours_by_role(&view, Span::new(day("2026-03-01"), day("2026-04-01")), |_| true);
    assert_eq!((roles[0].people, roles[0].wow8), (1, None));
}

/// Inbox: 2 requests, 1 workaround in use; orders: 1 and 2; one request without an area. Of the whole 4 asks ÷ 3
/// workarounds, of the inbox 2 ÷ 1, of orders 1 ÷ 2, and nothing is in an area nobody named.
#[test]
fn an_area_narrows_requests_and_workarounds_by_their_own_area() {
    let mut facts = clinic();
    let asked = |area: Option<&str>| {
        let mut asked = request("r", &[("2026-03-05T09:00:00Z", New)]);
        asked.area = area.map(str::to_owned);
        asked
    };
    let used = |area: &str, break_| {
        let mut used = workaround("w", break_, "2026-02-01");
        used.area = Some(area.to_owned());
        used
    };
    facts.requests = vec![asked(Some("inbox")), asked(Some("orders")), asked(Some("inbox")), asked(None)];
    facts.workarounds =
        vec![used("inbox", Break::Drift), used("orders", Break::Drift), used("orders", Break::Burnout)];
    let record = Record::new(&facts);
    let of = |area: Option<&str>, of: Option<Break>| {
        let view = record.system("ehr", day("2026-03-31")).unwrap().narrowed(
            |request| area.is_none() || request.area.as_deref() == area,
            |w| (area.is_none() || w.area.as_deref() == area) && of.is_none_or(|of| of == w.break_),
        );
        let flow = flow(&view, view.months());
        let asks = asks_per_active_workaround(&view, view.months(), &flow);
        let curve = turnaround_curve(&view, TurnaroundClock::Delivered);
        (flow[0].arrivals, flow[0].wip, curve.n, active_workarounds(&view, day("2026-03-01")), asks[0])
    };
    assert_eq!(of(None, None), (4, 4, 4, 3, Some(4.0 / 3.0)));
    assert_eq!(of(Some("inbox"), None), (2, 2, 2, 1, Some(2.0)));
    assert_eq!(of(Some("orders"), None), (1, 1, 1, 2, Some(0.5)));
    assert_eq!(of(Some("orders"), Some(Break::Burnout)), (1, 1, 1, 1, Some(1.0)), "requests have no break");
    assert_eq!(of(Some("results"), None), (0, 0, 0, 0, None), "nothing to divide by");
}

/// A workaround of the inbox, 100 days old, is linked to a request of orders that is open: it is asked about, not
/// hardened, also when only the inbox is looked at. Without the link it is hardened.
#[test]
fn links_reach_across_the_areas_that_are_looked_at() {
    let mut facts = clinic();
    let mut used = workaround("w", Break::Drift, "2026-03-01");
    used.area = Some("inbox".into());
    facts.workarounds = vec![used];
    let mut asked = request("r", &[("2026-03-05T09:00:00Z", New)]);
    asked.area = Some("orders".into());
    facts.requests = vec![asked];
    let standing = |facts: &Facts| {
        let record = Record::new(facts);
        let last = day("2026-06-08");
        let inbox = |area: &Option<String>| area.as_deref() == Some("inbox");
        let view = record.system("ehr", last).unwrap().narrowed(|r| inbox(&r.area), |w| inbox(&w.area));
        assert!(view.requests().is_empty() && view.workarounds() == [0]);
        Hardening::new(&view).standing_on(last).map(|(_, standing)| standing).collect::<Vec<_>>()
    };
    assert_eq!(standing(&facts), [Standing::Hardened]);
    facts.links = vec![Link { request: 0, workaround: 0 }];
    assert_ne!(standing(&facts), [Standing::Hardened]);
}
