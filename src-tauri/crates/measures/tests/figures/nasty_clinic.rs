//! Random clinics that hold what figures trip over: month ends, ties, reopenings, merges in chains and circles,
//! nobody's FTE known, retired systems, rows after the last day, questions without rows, several estimates of
//! one day, untimed occurrences, zones with days that have no midnight or do not exist.

use chrono::Days;
use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::{
    Chase, Day, Estimate, Event, Facts, InstantMs, Item, Link, OccurrenceCell, Person, Promise, Pulse,
    Question, Request, RequestFact, StateChange, System, Voice, Workaround,
};
use keepalive_domain::minutes::Minutes;
use keepalive_domain::thresholds::{DEFINITIONS, Thresholds};
use keepalive_domain::words::{
    AnsweredIn, Basis, Break, Clock, EventKind, RequestFactKind, RequestKind, RequestState, Route,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::clinic::day;

/// Days before its first day and after its last that a clinic's rows may lie.
const MARGIN_DAYS: i64 = 40;

/// A zone with a first day around which it is awkward.
const PLACES: [(&str, &str); 8] = [
    ("UTC", "2026-01-31"),
    ("America/Denver", "2025-08-31"),
    ("Europe/Madrid", "2024-01-31"),
    // Skipped 2011-12-30 whole.
    ("Pacific/Apia", "2011-10-31"),
    // Spring days without a midnight.
    ("America/Sao_Paulo", "2017-08-29"),
    ("Africa/Cairo", "2024-02-29"),
    ("America/Havana", "2023-10-30"),
    ("Asia/Kathmandu", "2023-12-31"),
];

/// Where and when everything happens: days are offsets from `first`.
#[derive(Debug, Clone, Copy)]
struct Frame {
    zone: ClinicZone,
    first: Day,
    length_days: i64,
}

/// A clinic, and the day as of which to measure it.
pub(crate) fn nasty_clinic() -> impl Strategy<Value = (Facts, Day)> {
    let frame = (select(&PLACES[..]), prop_oneof![1 => 0..60_i64, 3 => 100..330_i64]).prop_map(
        |((zone, first), length_days)| Frame {
            zone: ClinicZone::parse(zone).unwrap(),
            first: day(first),
            length_days,
        },
    );
    frame.prop_flat_map(|frame| {
        let requests = prop_oneof![3 => 0..7_usize, 1 => 20..40_usize];
        let workarounds = prop_oneof![3 => 0..6_usize, 1 => 12..18_usize];
        let counts = (1..4_usize, 0..5_usize, workarounds, requests);
        (Just(frame), counts).prop_flat_map(|(frame, (systems, people, workarounds, requests))| {
            let nouns = (
                vec(any_system(frame), systems),
                vec(any_person(frame), people),
                vec(any_workaround(frame, systems), workarounds),
                vec(any_request(frame, systems, requests), requests),
            );
            let ties = (
                vec(any_link(requests.max(1), workarounds.max(1)), 0..6),
                vec(any_voice(frame, requests.max(1), workarounds.max(1)), 0..12),
                vec(any_question(frame), 0..3),
                any_pulse(frame, people.max(1)),
                vec(any_event(frame), 0..4),
            );
            let as_of = prop_oneof![1 => any_day(frame), 3 => Just(frame.after(frame.length_days))];
            let record_begins = option::weighted(0.25, 0..frame.length_days.max(2) / 2);
            let thresholds = prop_oneof![2 => Just(Thresholds::default()), 1 => any_thresholds()];
            (Just(frame), nouns, ties, as_of, record_begins, thresholds).prop_map(
                |(frame, nouns, ties, as_of, record_begins, thresholds)| {
                    let mut facts = assemble(frame, nouns, ties);
                    facts.thresholds = thresholds;
                    if let Some(offset) = record_begins {
                        forget_before(&mut facts, frame.after(offset));
                    }
                    (facts, as_of)
                },
            )
        })
    })
}

/// A clinic that set some of its thresholds, each anywhere a clinic may.
fn any_thresholds() -> impl Strategy<Value = Thresholds> {
    vec(option::weighted(0.5, 0.0..=1.0_f64), DEFINITIONS.len()).prop_map(|places| {
        let set = DEFINITIONS.iter().zip(places).filter_map(|(definition, place)| {
            let number = definition.least + place? * (definition.most - definition.least);
            let number = if definition.whole { number.round() } else { number };
            Some((definition.name.to_owned(), Some(number)))
        });
        Thresholds::read(Thresholds::rewritten(None, &set.collect()).unwrap().as_deref())
    })
}

impl Frame {
    fn after(self, days: i64) -> Day {
        let distance = Days::new(days.unsigned_abs());
        if days < 0 { self.first - distance } else { self.first + distance }
    }
}

type Nouns = (Vec<System>, Vec<Person>, Vec<Workaround>, Vec<Request>);
type Ties = (Vec<Link>, Vec<Voice>, Vec<Question>, Vec<Pulse>, Vec<Event>);

fn assemble(frame: Frame, nouns: Nouns, ties: Ties) -> Facts {
    let (mut systems, people, workarounds, requests) = nouns;
    for (index, system) in systems.iter_mut().enumerate() {
        system.key = format!("s{}", 9 - index);
    }
    let (mut links, mut voices, questions, mut pulse, events) = ties;
    links.retain(|link| link.request < requests.len() && link.workaround < workarounds.len());
    voices.retain(|voice| match voice.item {
        Item::Request(index) => index < requests.len(),
        Item::Workaround(index) => index < workarounds.len(),
    });
    pulse.retain(|row| row.person < people.len());
    Facts {
        zone: frame.zone,
        thresholds: Thresholds::default(),
        systems,
        people,
        workarounds,
        requests,
        links,
        voices,
        questions,
        pulse,
        events,
    }
}

/// Leaves out every row from before the clinic began to write things down.
fn forget_before(facts: &mut Facts, first: Day) {
    let zone = facts.zone;
    for workaround in &mut facts.workarounds {
        workaround.estimates.retain(|estimate| estimate.from >= first);
        workaround.occurrences.retain(|cell| cell.day >= first);
    }
    for request in &mut facts.requests {
        request.states.retain(|row| zone.local_day(row.at) >= first);
        request.chases.retain(|row| zone.local_day(row.at) >= first);
    }
    facts.questions.iter_mut().for_each(|question| question.answers.retain(|row| row.0 >= first));
    facts.pulse.retain(|row| row.week_of >= first);
}

/// Any day from before the clinic's first to after its last, ends of months more often.
fn any_day(frame: Frame) -> impl Strategy<Value = Day> + Clone {
    let offset = -MARGIN_DAYS..frame.length_days + MARGIN_DAYS;
    (offset, 0..4_u32).prop_map(move |(offset, kind)| {
        let date = frame.after(offset);
        if kind == 0 { last_of_month(date) } else { date }
    })
}

fn last_of_month(date: Day) -> Day {
    date.iter_days().take(31).take_while(|d| same_month(*d, date)).last().unwrap_or(date)
}

fn same_month(a: Day, b: Day) -> bool {
    use chrono::Datelike;
    a.month() == b.month()
}

/// Instants that tie often: whole quarters of a day after the start of a day.
fn any_instant(frame: Frame) -> impl Strategy<Value = InstantMs> + Clone {
    (any_day(frame), select(vec![0, 0, 1, 21_600_000, 43_200_000, 86_399_999]))
        .prop_map(move |(date, ms)| frame.zone.day_start(date) + ms)
}

fn any_system(frame: Frame) -> impl Strategy<Value = System> {
    let go_live = prop_oneof![3 => Just(frame.first), 1 => any_day(frame)];
    (go_live, option::weighted(0.3, any_day(frame))).prop_map(|(go_live, retired)| System {
        key: String::new(),
        vendor: "Vendor".into(),
        go_live,
        retired: retired.filter(|retired| *retired > go_live),
    })
}

fn any_person(frame: Frame) -> impl Strategy<Value = Person> {
    let fte = vec((any_day(frame), select(vec![0.0, 0.1, 0.5, 0.8, 1.0])), 0..4);
    let early_fte = prop_oneof![1 => Just(None), 2 => Just(Some((frame.after(-MARGIN_DAYS), 1.0)))];
    let active = (option::weighted(0.3, any_day(frame)), option::weighted(0.3, any_day(frame)));
    (select(vec!["nurse", "front desk", "vendor"]), active, early_fte, fte).prop_map(
        |(role, (active_from, active_to), early_fte, mut fte)| {
            fte.extend(early_fte);
            Person { key: "p".into(), role: role.into(), active_from, active_to, fte }
        },
    )
}

fn any_minutes() -> impl Strategy<Value = f64> + Clone {
    select(vec![0.0, 0.1, 0.3, 1.0, 2.5, 3.0, 3.0, 7.25, 12.0, 45.0])
}

fn any_workaround(frame: Frame, systems: usize) -> impl Strategy<Value = Workaround> {
    let span =
        (any_start(frame), option::weighted(0.6, any_day(frame)), option::weighted(0.15, any_day(frame)));
    // Estimates of few days, so that several share one.
    let estimate_from =
        prop_oneof![1 => any_day(frame), 1 => (0..4_i64).prop_map(move |k| frame.after(k * 40))];
    let estimate = (estimate_from, 0..9_u32, any_minutes(), any::<bool>()).prop_map(
        |(from, people, minutes_per_use, timed)| Estimate {
            from,
            people: f64::from(people),
            uses_per_person_per_week: 2.5,
            minutes_per_use,
            basis: if timed { Basis::Timed } else { Basis::Guessed },
        },
    );
    let occurrence = (any_day(frame), option::weighted(0.7, any_minutes()), 1..4_u32, 1..3_u32).prop_map(
        |(day, minutes, times, entries)| OccurrenceCell {
            day,
            minutes: minutes.and_then(Minutes::from_f64),
            times: times.max(entries),
            entries,
        },
    );
    // Weekly entries that swell or ebb, so that entries and drift hours move.
    let busy = option::weighted(0.6, (1..6_u32, -3..4_i32)).prop_map(move |busy| {
        let weeks = (0..frame.length_days / 7).zip(0_i32..);
        weeks
            .filter_map(|(week, index)| {
                let (base, slope) = busy?;
                let times = u32::try_from(base.cast_signed() * 4 + slope * index / 4).ok()?;
                let minutes = Minutes::from_f64(f64::from(times % 5));
                (times > 0).then(|| OccurrenceCell {
                    day: frame.after(week * 7),
                    minutes,
                    times,
                    entries: times.div_ceil(2),
                })
            })
            .collect::<Vec<_>>()
    });
    let rows = (vec(estimate, 0..4), vec(occurrence, 0..14), busy);
    (select(Break::ALL), option::weighted(0.5, 0..systems), span, rows).prop_map(
        |(break_, system, (started, ended, accepted_on), (estimates, mut occurrences, busy))| {
            occurrences.extend(busy);
            occurrences.sort();
            Workaround {
                key: "w".into(),
                break_,
                system,
                area: None,
                started,
                ended: ended.filter(|ended| *ended >= started),
                accepted_on,
                estimates,
                occurrences,
            }
        },
    )
}

/// Starts are early more often than not, so that there is time to harden.
fn any_start(frame: Frame) -> impl Strategy<Value = Day> {
    prop_oneof![1 => any_day(frame), 1 => (-MARGIN_DAYS..20).prop_map(move |offset| frame.after(offset))]
}

fn any_request(frame: Frame, systems: usize, requests: usize) -> impl Strategy<Value = Request> {
    let free = (any_instant(frame), select(RequestState::ALL), proptest::bool::weighted(0.1), 0..requests)
        .prop_map(|(at, state, undated, into)| {
            let into = (state == RequestState::Merged).then_some(into);
            StateChange { at, state, undated, into }
        });
    // A believable life: new, then with the vendor, perhaps delivered and closed.
    let usual =
        (any_instant(frame), 1..90_i64, option::weighted(0.7, (1..90_i64, option::weighted(0.8, 1..30_i64))))
            .prop_map(|(at, waited, delivered)| {
                let mut states = vec![(0, RequestState::New), (1, RequestState::WaitingVendor)];
                if let Some((delivered, verified)) = delivered {
                    states.push((1 + waited + delivered, RequestState::Delivered));
                    states.extend(verified.map(|v| (1 + waited + delivered + v, RequestState::Verified)));
                }
                states
                    .into_iter()
                    .map(|(days, state)| StateChange {
                        at: at + days * 86_400_000,
                        state,
                        undated: false,
                        into: None,
                    })
                    .collect::<Vec<_>>()
            });
    let states = prop_oneof![1 => vec(free.clone(), 0..7), 1 => usual.clone(), 1 => (usual, vec(free, 0..4)).prop_map(
        |(mut usual, free)| { usual.extend(free); usual }
    )];
    let facts = vec((any_instant(frame), select(RequestFactKind::ALL)), 0..4)
        .prop_map(|facts| facts.into_iter().map(|(at, fact)| RequestFact { at, fact }).collect());
    let promises = vec((select(Clock::ALL), any_day(frame), any_day(frame)), 0..6).prop_map(|promises| {
        let promise = |(clock, made_on, due_on)| Promise { clock, made_on, due_on };
        promises.into_iter().map(promise).collect()
    });
    let chases = vec((any_instant(frame), any_minutes()), 0..4).prop_map(|chases| {
        let chase = |(at, minutes)| Some(Chase { at, minutes: Minutes::from_f64(minutes)? });
        chases.into_iter().filter_map(chase).collect()
    });
    let header =
        (option::weighted(0.6, select(Route::ALL)), option::weighted(0.5, 0..systems), any::<bool>());
    (header, states, facts, promises, chases).prop_map(
        |((route, system, has_vendor_contact), states, facts, promises, chases)| Request {
            key: "r".into(),
            kind: RequestKind::Workflow,
            route,
            system,
            area: None,
            has_owner: false,
            has_vendor_contact,
            safety: false,
            states,
            facts,
            promises,
            chases,
        },
    )
}

fn any_link(requests: usize, workarounds: usize) -> impl Strategy<Value = Link> {
    (0..requests, 0..workarounds).prop_map(|(request, workaround)| Link { request, workaround })
}

fn any_voice(frame: Frame, requests: usize, workarounds: usize) -> impl Strategy<Value = Voice> {
    let item =
        prop_oneof![(0..requests).prop_map(Item::Request), (0..workarounds).prop_map(Item::Workaround)];
    (item, select(vec!["a", "b", "c", "d"]), any_instant(frame)).prop_map(|(item, person, at)| Voice {
        item,
        person: person.into(),
        at,
    })
}

fn any_question(frame: Frame) -> impl Strategy<Value = Question> {
    // Rarely answered at first, more and more often unanswered: a series that can alarm.
    let answer = (any_day(frame), select(AnsweredIn::ALL));
    let worse = option::weighted(0.4, 60..300_i64).prop_map(move |turn| {
        turn.map_or_else(Vec::new, |turn| {
            vec![(frame.after(-MARGIN_DAYS), AnsweredIn::Ehr), (frame.after(turn), AnsweredIn::Unanswered)]
        })
    });
    (vec(answer, 0..4), worse).prop_map(|(mut answers, worse)| {
        answers.extend(worse);
        Question { key: "q".into(), answers }
    })
}

/// No pulse, scattered rows, or everybody every week with after-hours work that grows from some week on.
fn any_pulse(frame: Frame, people: usize) -> impl Strategy<Value = Vec<Pulse>> {
    let hours = || option::weighted(0.8, select(vec![0.0, 0.7, 3.5, 8.0, 30.0]));
    let row = (0..people, any_day(frame), any::<bool>(), hours(), hours()).prop_map(
        |(person, week_of, answered, ehr_hours_outside, scheduled_hours)| Pulse {
            person,
            week_of,
            answered,
            ehr_hours_outside,
            scheduled_hours,
        },
    );
    let weekly = (10..40_i64, 0..4_u32, vec(0..5_u32, 60)).prop_map(move |(turn, misses, noise)| {
        (0..frame.length_days / 7)
            .flat_map(|week| (0..people).map(move |person| (week, person)))
            .zip(noise.into_iter().cycle())
            .map(|((week, person), noise)| {
                let outside = if week < turn { 2.0 } else { 5.0 } + f64::from(noise) / 10.0;
                Pulse {
                    person,
                    week_of: frame.after(week * 7 + 3),
                    answered: noise >= misses,
                    ehr_hours_outside: Some(outside),
                    scheduled_hours: Some(32.0),
                }
            })
            .collect()
    });
    prop_oneof![1 => Just(Vec::new()), 2 => vec(row, 0..30), 2 => weekly]
}

fn any_event(frame: Frame) -> impl Strategy<Value = Event> {
    (any_day(frame), select(EventKind::ALL), any::<bool>()).prop_map(|(on, kind, rebase)| Event {
        on,
        kind,
        title: "event".into(),
        rebase,
    })
}
