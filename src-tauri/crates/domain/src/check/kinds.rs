//! What each kind must have, and what must fit together in it.

use chrono::{DateTime, Months};

use super::limits::{
    EARLIEST_DAY, FAR_FUTURE_GO_LIVE_MONTHS, LATEST_DAY, MOST_FTE, MOST_PEOPLE, MOST_RATING,
    MOST_REVIEW_DAYS, MOST_STATED_DAYS, MOST_TIMES, MOST_USES_PER_WEEK, MOST_WEEK_HOURS,
};
use super::read::out_of_calendar;
use super::{Fields, Problem};
use crate::calendar::{ClinicZone, OpeningHours};
use crate::facts::Day;
use crate::minutes::{LONGEST_ENTRY_MINUTES, Minutes};
use crate::schema::Kind;
use crate::thresholds::Thresholds;
use crate::value::Value;

/// The code of an occurrence that is said to have taken no time.
pub const NO_MINUTES: &str = "no_minutes";

/// The fields a thing of this kind cannot be without (the `*` of TABLES, the key aside: the store gives one).
#[must_use]
pub const fn required(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Clinic => &["name", "time_zone"],
        Kind::Site => &["name"],
        Kind::System => &["name", "vendor", "go_live"],
        Kind::Person => &["name", "role"],
        Kind::Fte => &["person", "from", "fte"],
        Kind::Area => &["key"],
        Kind::Workaround => &["title", "break", "started"],
        Kind::Estimate => {
            &["workaround", "from", "people", "uses_per_person_per_week", "minutes_per_use", "basis"]
        }
        Kind::Occurrence => &["workaround", "at"],
        Kind::Request => &["title", "kind"],
        Kind::RequestState => &["request", "at", "state"],
        Kind::RequestFact => &["request", "at", "fact"],
        Kind::Link => &["request", "workaround"],
        Kind::Promise => &["request", "clock", "made_on", "due_on"],
        Kind::Chase => &["request", "at", "minutes"],
        Kind::Voice => &["item", "person", "at"],
        Kind::Question => &["text"],
        Kind::Answer => &["question", "from", "answered_in"],
        Kind::ShadowRecord => &["title", "started"],
        Kind::Pulse => &["person", "week_of", "answered"],
        Kind::Event => &["on", "kind", "title"],
        Kind::ConfigChange => &["on", "item"],
        Kind::Comment => &["item", "at", "text"],
        Kind::VendorAnswer => &["system", "question"],
        Kind::Candidate => &["name", "vendor"],
        Kind::CandidateAnswer => &["candidate", "question"],
        Kind::QuestionWeight => &["question", "weight"],
        // Either of two things (see the registry); the acts that write them give each what it is about.
        Kind::Desk => &[],
    }
}

/// Looks at a thing as it would stand after the change. `today` is the clinic's local day.
///
/// Every problem is reported, each with its field; none means it may be saved.
#[must_use]
pub fn check(kind: Kind, fields: &Fields, today: Day) -> Vec<Problem> {
    let mut found = Look { fields, problems: Vec::new() };
    for name in required(kind) {
        if found.value(name).is_null() {
            found.say(name, "required", "This cannot be empty.");
        }
    }
    for (name, value) in fields {
        if !within_the_calendar(value, today) {
            found.problems.push(out_of_calendar(name));
        }
    }
    match kind {
        Kind::Clinic => {
            if let Some(problem) =
                found.value("time_zone").as_text().and_then(|zone| zone.parse::<ClinicZone>().err())
            {
                found.say("time_zone", "unknown_zone", &problem.to_string());
            }
            let refused =
                found.value("thresholds").as_text().and_then(|text| Thresholds::check_text(text).err());
            if let Some(refused) = refused {
                found.say("thresholds", "out_of_range", &refused.to_string());
            }
            let hours = found.value("opening_hours").as_text().map(OpeningHours::check_week);
            let holidays = found.value("holidays").as_text().map(OpeningHours::check_holidays);
            for (name, checked) in [("opening_hours", hours), ("holidays", holidays)] {
                if let Some(Err(problem)) = checked {
                    found.say(name, "opening_hours", &problem.to_string());
                }
            }
        }
        Kind::System => {
            let latest = today.checked_add_months(Months::new(FAR_FUTURE_GO_LIVE_MONTHS));
            if found.date("go_live").zip(latest).is_some_and(|(go_live, latest)| go_live > latest) {
                let message = format!("More than {FAR_FUTURE_GO_LIVE_MONTHS} months ahead. Check the year.");
                found.say("go_live", "far_future", &message);
            }
            found.not_before("retired", "go_live", "It cannot be retired before it went live.");
            found.not_before(
                "contract_renews_on",
                "contract_notice_on",
                "Notice is given before the contract renews.",
            );
        }
        Kind::Person => {
            found.not_before(
                "active_to",
                "active_from",
                "The first day away cannot come before the first day here.",
            );
            found.within("review_every_days", 1.0, MOST_REVIEW_DAYS);
        }
        Kind::Fte => found.within("fte", 0.0, MOST_FTE),
        Kind::Area => found.within("review_every_days", 1.0, MOST_REVIEW_DAYS),
        Kind::Workaround => {
            found.not_before("ended", "started", "It cannot end before it started.");
            found.not_before("expected_end", "started", "It cannot end before it started.");
            found.not_before("review_on", "accepted_on", "The review cannot come before the decision.");
        }
        Kind::Estimate => {
            found.within("people", 0.0, MOST_PEOPLE);
            found.within("uses_per_person_per_week", 0.0, MOST_USES_PER_WEEK);
            found.within("minutes_per_use", 0.0, LONGEST_ENTRY_MINUTES);
        }
        Kind::Occurrence => {
            found.within("minutes", 0.0, LONGEST_ENTRY_MINUTES);
            // Nobody timed it is the empty field; none at all would stand in the median as if somebody had.
            if found.value("minutes").as_number().and_then(Minutes::from_f64) == Some(Minutes::ZERO) {
                let message = "Minutes are more than 0. Leave this empty where nobody timed it.";
                found.say("minutes", NO_MINUTES, message);
            }
            #[expect(clippy::cast_precision_loss, reason = "999")]
            found.within("count", 1.0, MOST_TIMES as f64);
        }
        Kind::Chase => found.within("minutes", 0.0, LONGEST_ENTRY_MINUTES),
        Kind::Request => {
            found.within("value", 1.0, 5.0);
            found.within("effort", 1.0, 5.0);
        }
        Kind::RequestState => {
            if found.value("state").as_text() == Some("merged") && found.value("into").is_null() {
                found.say("into", "required", "Say which request this one went into.");
            }
            if !found.value("into").is_null() && found.value("into") == found.value("request") {
                found.say("into", "itself", "A request cannot be merged into itself.");
            }
        }
        Kind::Promise => found.not_before("due_on", "made_on", "It cannot be due before it was made."),
        Kind::ShadowRecord => found.not_before("ended", "started", "It cannot end before it started."),
        Kind::Pulse => {
            found.within("ehr_hours_outside", 0.0, MOST_WEEK_HOURS);
            found.within("scheduled_hours", 0.0, MOST_WEEK_HOURS);
        }
        Kind::VendorAnswer | Kind::CandidateAnswer => {
            found.within("rating", 0.0, MOST_RATING);
            found.within("response_days", 0.0, MOST_STATED_DAYS);
            found.within("fix_days", 0.0, MOST_STATED_DAYS);
        }
        Kind::QuestionWeight => found.within("weight", 0.0, MOST_RATING),
        Kind::Site
        | Kind::Candidate
        | Kind::RequestFact
        | Kind::Link
        | Kind::Voice
        | Kind::Question
        | Kind::Answer
        | Kind::Event
        | Kind::ConfigChange
        | Kind::Comment
        | Kind::Desk => {}
    }
    found.problems
}

/// Whether a day or instant lies in the years that can be meant. Yesterday to tomorrow always does: a wrong clock
/// keeps nobody from saving.
fn within_the_calendar(value: &Value, today: Day) -> bool {
    let day = match value {
        Value::Date(day) => Some(*day),
        Value::Instant(at) => DateTime::from_timestamp_millis(*at).map(|at| at.date_naive()),
        _ => return true,
    };
    let around_today = |day: Day| day.signed_duration_since(today).num_days().abs() <= 1;
    day.is_some_and(|day| (EARLIEST_DAY..LATEST_DAY).contains(&day) || around_today(day))
}

/// A thing being looked at, with what was found wrong so far.
struct Look<'a> {
    fields: &'a Fields,
    problems: Vec<Problem>,
}

impl Look<'_> {
    fn value(&self, name: &str) -> &Value {
        self.fields.get(name).unwrap_or(&Value::Null)
    }

    fn date(&self, name: &str) -> Option<Day> {
        self.value(name).as_date()
    }

    fn say(&mut self, field: &str, code: &'static str, message: &str) {
        self.problems.push(Problem::new(field, code, message));
    }

    /// A number, if given, lies between two others, both allowed.
    fn within(&mut self, name: &str, least: f64, most: f64) {
        if let Some(number) = self.value(name).as_number()
            && !(least..=most).contains(&number)
        {
            self.say(name, "out_of_range", &format!("Between {least} and {most}."));
        }
    }

    /// A date, if both are given, is not before another.
    fn not_before(&mut self, later: &str, earlier: &str, message: &str) {
        if self.date(later).zip(self.date(earlier)).is_some_and(|(later, earlier)| later < earlier) {
            self.say(later, "before_start", message);
        }
    }
}
