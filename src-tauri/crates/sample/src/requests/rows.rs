//! The rows a story is written in: its states, facts, promises, chases and voices.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::{Clock, RequestFactKind, RequestState as State};

use super::Telling;
use crate::changed::changed;
use crate::people::{person, somebody};
use crate::plan::{after, working_day};
use crate::things::{element, keyed, row};

const CHANNELS: &[&str] = &["phone", "portal", "e-mail", "hold"];

/// Where a date was first said, and where it was moved: a contract moves none.
const GIVEN_IN: &[&str] = &["call", "portal", "e-mail", "contract clause 4.1"];
const MOVED_IN: &[&str] = &["call", "portal", "e-mail", "status call"];

impl Telling<'_> {
    /// Time goes on by a few days, to a working day.
    pub(super) fn later(&mut self, least: i64, most: i64) {
        let day = after(self.day, self.chance.within(least, most));
        self.day = working_day(day, day).max(self.day);
    }

    pub(super) fn state(&mut self, state: State, reason: Option<&str>) {
        if self.day > self.last {
            return;
        }
        let at = self.plan.at(self.day, &mut self.chance);
        let by = somebody(self.roster, self.day, &mut self.chance).id;
        let change = self
            .row(Kind::RequestState, self.day)
            .with("at", Value::Instant(self.after_the_last_state(at)))
            .with("state", state.word())
            .with("by", by)
            .with_some("reason", reason);
        self.changes.push(change);
    }

    /// Two changes on one day keep their order.
    fn after_the_last_state(&self, at: i64) -> i64 {
        let last = self.changes.iter().rev().find(|change| change.kind == Kind::RequestState);
        match last.and_then(|change| change.set.get("at")) {
            Some(Value::Instant(last)) if *last >= at => last + 60_000,
            _ => at,
        }
    }

    pub(super) fn fact(&mut self, fact: RequestFactKind, day: Day) {
        if day > self.last {
            return;
        }
        let at = self.plan.at(day, &mut self.chance);
        let by = if fact == RequestFactKind::ToldRequester {
            self.area.1.owner.map_or_else(|| person("office-manager"), person)
        } else {
            person(if self.earlier { "hobbin-support" } else { "marlet-support" })
        };
        let change = self
            .row(Kind::RequestFact, day)
            .with("at", Value::Instant(at))
            .with("fact", fact.word())
            .with("by", by);
        self.changes.push(change);
    }

    pub(super) fn told(&mut self) {
        self.fact(RequestFactKind::ToldRequester, self.day);
    }

    pub(super) fn promise(&mut self, clock: Clock, made_on: Day, due_on: Day) {
        if made_on > self.last {
            return;
        }
        let word = Value::from(clock.word());
        let of_clock = |given: &Change| given.kind == Kind::Promise && given.set.get("clock") == Some(&word);
        let is_moved = self.changes.iter().any(of_clock);
        let source = *self.chance.one_of(if is_moved { MOVED_IN } else { GIVEN_IN });
        let by = if self.earlier {
            "hobbin-support"
        } else {
            *self.chance.one_of(&["marlet-support", "marlet-success"])
        };
        let change = self
            .row(Kind::Promise, made_on)
            .with("clock", clock.word())
            .with("made_on", made_on)
            .with("due_on", due_on.max(made_on))
            .with("promised_by", person(by))
            .with("source", source);
        self.changes.push(change);
    }

    pub(super) fn chase(&mut self, day: Day) {
        let day = working_day(day, self.last);
        let at = self.plan.at(day, &mut self.chance);
        let who = somebody(self.roster, day, &mut self.chance).id;
        let channel = *self.chance.one_of(CHANNELS);
        let minutes = crate::things::hundredths(self.chance.within(2, 18) * 250);
        let change = self
            .row(Kind::Chase, day)
            .with("at", Value::Instant(at))
            .with("minutes", minutes)
            .with("person", who)
            .with("channel", channel);
        self.changes.push(change);
    }

    pub(super) fn voices(&mut self) {
        let voices = self.chance.weighted(&[40, 25, 15, 10, 5, 3, 2]);
        for _ in 0..voices {
            let day =
                working_day(after(self.created, self.chance.within(0, 60)), self.last).max(self.created);
            let who = somebody(self.roster, day, &mut self.chance).id;
            let at = self.plan.at(day, &mut self.chance);
            let voice = element(Kind::Voice, &[self.id, who])
                .with("item", self.id)
                .with("person", who)
                .with("at", Value::Instant(at));
            if !self.changes.iter().any(|change| change.entity == voice.entity) {
                self.changes.push(voice);
            }
        }
    }

    /// What was really changed in the EHR for it.
    pub(super) fn register_change(&mut self) {
        if self.day > self.last || !self.chance.percent(40) {
            return;
        }
        let title = self.changes[0].set.get("title").and_then(Value::as_text).unwrap_or_default();
        let (item, before, after_it) = changed(title);
        let by = if self.chance.percent(50) { "office-manager" } else { "marlet-support" };
        let change = keyed(Kind::ConfigChange, &self.key.replace("R-", "C-"))
            .with("on", self.day)
            .with("area", EntityId::named(Kind::Area.name(), &[self.area.1.name]))
            .with("item", item)
            .with_some("before", before)
            .with("after", after_it)
            .with("by", person(by))
            .with("request", self.id)
            .with("review_on", after(self.day, 180));
        self.changes.push(change);
    }

    /// Who verified the request looked at what was changed for it.
    pub(super) fn change_verified(&mut self) {
        let state = self.changes.iter().rev().find(|change| change.kind == Kind::RequestState);
        let by = state.and_then(|change| change.set.get("by")).cloned();
        let change = self.changes.iter_mut().find(|change| change.kind == Kind::ConfigChange);
        if let (Some(by), Some(change)) = (by, change) {
            change.set.insert("verified_by".to_owned(), by);
        }
    }

    fn row(&mut self, kind: Kind, day: Day) -> Change {
        self.rows += 1;
        row(kind, day, &format!("{} {}", self.key, self.rows)).with("request", self.id)
    }
}
