//! What people asked for, and what became of it.

mod rows;

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::{AreaRoute, Clock, RequestFactKind, RequestKind, RequestState as State, Route};

use crate::chance::Chance;
use crate::people::{Staff, person, somebody};
use crate::plan::{Plan, after, working_day};
use crate::things::keyed;
use crate::titles::{AREAS, AreaSpec};

/// How many requests the story has, and how many of them concern the earlier system.
const REQUESTS: usize = 300;
const EARLIER_REQUESTS: usize = 36;

/// Days a vendor takes for its fix, from the first date it gives: it gives three to five weeks.
const PROMISED_DAYS: (i64, i64) = (21, 35);

const REFUSALS: &[&str] = &[
    "Out of scope. Clause 7.2: new development is quoted separately.",
    "Out of scope. Exhibit C: only defects are corrected.",
    "Out of scope. Works as designed, see the release notes.",
];

/// Days after which nobody asks any more about a request that does not move: five to seven months.
const PATIENCE_DAYS: (i64, i64) = (150, 210);

/// One request as the rest of the story needs it.
#[derive(Debug, Clone)]
pub(crate) struct RequestStory {
    pub(crate) id: EntityId,
    pub(crate) area: usize,
    pub(crate) earlier: bool,
    pub(crate) created: Day,
    /// The day the people who asked said it holds, if that day came.
    pub(crate) verified: Option<Day>,
    /// Everything about it, the request first.
    pub(crate) changes: Vec<Change>,
}

/// Every request, in the order of their keys.
pub(crate) fn stories(plan: &Plan, roster: &[Staff]) -> Vec<RequestStory> {
    let mut chance = Chance::of(plan.options.seed, "requests", 0);
    // Area by area, so that every month has something of everything; no title comes twice.
    let wishes: Vec<(usize, &str, RequestKind)> = (0..REQUESTS)
        .flat_map(|nth| (0..AREAS.len()).map(move |area| (area, nth)))
        .map_while(|(area, nth)| AREAS[area].request(area, nth).map(|(title, kind)| (area, title, kind)))
        .collect();
    let mut days: Vec<(Day, bool)> = (0..REQUESTS)
        .map(|i| {
            if i < EARLIER_REQUESTS {
                let days = (plan.go_live - plan.earlier_go_live).num_days();
                let day = after(plan.earlier_go_live, chance.within(20, (days - 30).max(21)));
                (working_day(day, plan.today), true)
            } else {
                (plan.day_of_trouble(&mut chance), false)
            }
        })
        .collect();
    days.sort_unstable();
    let mut stories: Vec<RequestStory> = Vec::new();
    for (i, (created, earlier)) in days.into_iter().enumerate() {
        let wish = wishes[i % wishes.len()];
        let mut chance = Chance::of(plan.options.seed, "request", i as u64);
        // Some turn out to be an older one in other words.
        let into = chance
            .percent(6)
            .then(|| {
                stories
                    .iter()
                    .rev()
                    .find(|s| s.area == wish.0 && s.earlier == earlier && s.verified.is_none())
            })
            .flatten()
            .map(|story| story.id);
        stories.push(Telling::new(plan, roster, i, wish, created, earlier, chance).tell(into));
    }
    stories
}

/// One request being told.
struct Telling<'s> {
    plan: &'s Plan,
    roster: &'s [Staff],
    area: (usize, &'static AreaSpec),
    key: String,
    id: EntityId,
    earlier: bool,
    created: Day,
    /// After this day nothing more happens: today, or the end of the earlier system.
    last: Day,
    chance: Chance,
    day: Day,
    rows: usize,
    verified: Option<Day>,
    changes: Vec<Change>,
}

impl<'s> Telling<'s> {
    fn new(
        plan: &'s Plan,
        roster: &'s [Staff],
        nth: usize,
        (area, title, kind): (usize, &str, RequestKind),
        created: Day,
        earlier: bool,
        mut chance: Chance,
    ) -> Self {
        let spec = &AREAS[area];
        let key = format!("R-{:03}", nth + 1);
        let route = route_of(spec.route, &mut chance);
        let system = if earlier { "hobbin" } else { "marlet" };
        let contact =
            if earlier { "hobbin-support" } else { *chance.one_of(&["marlet-support", "marlet-success"]) };
        let named_contact = route == Route::Vendor && chance.percent(38);
        let safety = matches!(spec.name, "Results" | "Refills" | "Orders") && chance.percent(12);
        let asked = somebody(roster, created, &mut chance).id;
        let request = keyed(Kind::Request, &key)
            .with("title", title)
            .with("kind", kind.word())
            .with("route", route.word())
            .with("area", EntityId::named(Kind::Area.name(), &[spec.name]))
            .with("system", EntityId::named(Kind::System.name(), &[system]))
            .with("requester", asked)
            .with_some("owner", spec.owner.filter(|_| chance.percent(88)).map(person))
            .with_some("vendor_contact", named_contact.then(|| person(contact)))
            .with_some("vendor_ref", (route == Route::Vendor).then(|| format!("T-{}", nth + 2_101)))
            .with_some("safety", safety.then_some(true))
            .with_some("regulatory", chance.percent(4).then_some(true))
            .with_some("value", chance.percent(70).then(|| Value::Int(chance.within(1, 5))))
            .with_some("effort", chance.percent(60).then(|| Value::Int(chance.within(1, 5))));
        let id = request.entity;
        Self {
            plan,
            roster,
            area: (area, spec),
            key,
            id,
            earlier,
            created,
            last: if earlier { after(plan.go_live, -1) } else { plan.today },
            chance,
            day: created,
            rows: 0,
            verified: None,
            changes: vec![request],
        }
    }

    fn tell(mut self, into: Option<EntityId>) -> RequestStory {
        self.state(State::New, None);
        self.voices();
        if self.chance.percent(14) {
            self.later(1, 6);
            self.state(State::NeedsClarifying, Some("Which visits does this happen in?"));
        }
        self.later(1, 6);
        match into {
            Some(into) => {
                self.state(State::Merged, Some("The same thing in other words."));
                if let Some(merged) = self.changes.last_mut()
                    && merged.set.get("state") == Some(&State::Merged.word().into())
                {
                    merged.set.insert("into".to_owned(), into.into());
                }
            }
            None => {
                self.state(State::Triaged, None);
                let route =
                    self.changes[0].set.get("route").and_then(Value::as_text).and_then(Route::from_word);
                if route == Some(Route::Vendor) { self.at_the_vendor() } else { self.in_house() }
            }
        }
        self.patience_ends();
        RequestStory {
            id: self.id,
            area: self.area.0,
            earlier: self.earlier,
            created: self.created,
            verified: self.verified,
            changes: self.changes,
        }
    }

    /// Weeks of waiting, dates that move, chasing, and at the end a delivery, a refusal, or nobody asking any more.
    fn at_the_vendor(&mut self) {
        self.later(1, 7);
        self.state(State::WaitingVendor, None);
        let asked = self.day;
        let answered = after(asked, self.chance.within(1, 12));
        self.fact(RequestFactKind::FirstResponse, answered);
        if self.chance.percent(28) {
            let offered = after(answered, self.chance.within(1, 14));
            self.fact(RequestFactKind::WorkaroundOffered, offered);
        }
        let (least, most) = PROMISED_DAYS;
        let mut due = after(answered, self.chance.within(least, most));
        let promised = self.chance.percent(68);
        if promised {
            self.promise(Clock::Fix, answered, due);
        }
        if self.chance.percent(40) {
            self.promise(Clock::Response, asked, after(asked, 2));
        }
        // How it ends, and after how many days of waiting.
        let ends = self.chance.weighted(&[52, 12, 9, 27]);
        let waits = match ends {
            0 => self.chance.within(12, 130),
            1 => self.chance.within(10, 60),
            2 => self.chance.within(45, 150),
            _ => self.chance.within(PATIENCE_DAYS.0, PATIENCE_DAYS.1),
        };
        let ended = after(asked, waits);
        while promised && due < ended.min(self.last) && self.chance.percent(72) {
            let moved = after(due, self.chance.within(-3, 0));
            due = after(due, self.chance.within(14, 35));
            self.promise(Clock::Fix, moved, due);
        }
        let mut chased = after(answered, self.chance.within(6, 16));
        while chased < ended.min(self.last) && self.chance.percent(86) {
            self.chase(chased);
            chased = after(chased, self.chance.within(7, 24));
        }
        self.day = working_day(ended, ended);
        match ends {
            0 => self.delivered(),
            1 => {
                self.told();
                let refusal = *self.chance.one_of(REFUSALS);
                self.state(State::DeclinedVendor, Some(refusal));
            }
            2 => {
                self.told();
                self.state(State::Withdrawn, Some("Not worth asking any more."));
            }
            _ => {}
        }
    }

    fn in_house(&mut self) {
        if self.chance.percent(10) {
            self.later(5, 30);
            self.told();
            self.state(State::DeclinedClinic, Some("Helps one desk and slows two others."));
            return;
        }
        // What nobody owns mostly stays where it is.
        if self.area.1.owner.is_none() && self.chance.percent(60) {
            return;
        }
        self.later(2, 20);
        self.state(State::InProgress, None);
        if self.chance.percent(15) {
            self.later(2, 12);
            self.state(State::WaitingOthers, Some("Waits for the rooming leads to agree."));
        }
        if self.chance.percent(88) {
            self.later(4, 45);
            self.delivered();
        }
    }

    /// A request that stands still is given up after months, and with the system it was about at the latest.
    fn patience_ends(&mut self) {
        let state = self.changes.iter().rev().find(|change| change.kind == Kind::RequestState);
        let state = state.and_then(|change| change.set.get("state")).and_then(Value::as_text);
        if state
            .and_then(State::from_word)
            .is_none_or(|state| state.is_closing() || state == State::Delivered)
        {
            return;
        }
        let (least, most) = PATIENCE_DAYS;
        let given_up = after(self.created, self.chance.within(least, most)).max(self.day);
        self.day = if self.earlier { given_up.min(self.last) } else { given_up };
        let why = if self.earlier && self.day == self.last {
            "Hobbin is going."
        } else {
            "Not worth asking any more."
        };
        self.told();
        self.state(State::Withdrawn, Some(why));
    }

    /// Delivered; then told, tried and verified, and sometimes open again.
    fn delivered(&mut self) {
        self.state(State::Delivered, None);
        self.register_change();
        if !self.chance.percent(94) {
            return;
        }
        self.later(1, 10);
        self.told();
        self.later(4, 21);
        let holds = self.day;
        self.state(State::Verified, None);
        if self.chance.percent(9) {
            self.later(10, 40);
            self.state(State::Reopened, Some("It is back since the upgrade."));
            if self.chance.percent(60) {
                self.later(7, 40);
                self.state(State::Delivered, None);
                self.later(1, 6);
                self.told();
                self.later(3, 14);
                self.state(State::Verified, None);
            }
        } else if holds <= self.last {
            self.verified = Some(holds);
            self.change_verified();
        }
    }
}

fn route_of(area: AreaRoute, chance: &mut Chance) -> Route {
    let routes = [Route::Vendor, Route::InHouse, Route::Consultant, Route::Training, Route::Policy];
    let weights: [i64; 5] = match area {
        AreaRoute::Vendor => [80, 10, 4, 3, 3],
        AreaRoute::InHouse => [38, 48, 2, 7, 5],
        AreaRoute::Consultant => [40, 10, 44, 3, 3],
        AreaRoute::Nobody => [70, 20, 4, 3, 3],
    };
    routes[chance.weighted(&weights)]
}
