//! Quick capture: a line becomes a workaround that happened, or a request.
//!
//! Without `?` a line is a workaround of the break *drift*, the usual one, started today, with one occurrence: no
//! question is asked, and the break can be put right later. With `?` it is a request to adjust a workflow. One
//! that also says minutes or times keeps them: it gets a workaround with that occurrence, linked to it.

use std::collections::BTreeMap;

use keepalive_domain::capture_line::{
    CaptureLine, LineProblem, Meant, Token, TokenValue, matches_name, meant,
};
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::phi;
use keepalive_domain::roles::{Deed, ThingIs, deed_of_form, may};
use keepalive_domain::schema::Kind;
use keepalive_domain::text_range::TextRange;
use keepalive_domain::value::Value;
use keepalive_domain::words::{Break, DeskRole, RequestKind, RequestState};
use keepalive_store::Read;
use keepalive_store::read::PersonRow;

use super::again::occurrence;
use super::identity::identity;
use super::items::link_id;
use super::{Act, Done};
use crate::figures::number;
use crate::guard::shown;
use crate::types::{self, CaptureArea, CaptureInput, CaptureProblem, CaptureToken, CaptureView, Saved, Who};
use crate::views::catalogue::is_here;
use crate::{ApiError, ApiResult, App};

impl App {
    /// How a line is understood so far.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn capture_parse(&self, input: CaptureInput) -> ApiResult<CaptureView> {
        let line = CaptureLine::parse(&input.text);
        self.current().store.read(|read| {
            let named = Named::of(read, &line, self.role_here(read)?, self.moment(read)?.today)?;
            let problems =
                line.problems.iter().map(problem).chain(named.unclear.iter().map(Unclear::problem)).collect();
            // A line that is too long to be read is not scanned either; it is not saved.
            let findings = if line.tokens.is_empty() && line.title.is_empty() {
                Vec::new()
            } else {
                phi::scan(&input.text).iter().map(shown).collect()
            };
            Ok(CaptureView {
                tokens: line.tokens.iter().map(token).collect(),
                is_request: line.is_request(),
                area: named.area.map(|(id, name)| CaptureArea { id: id.map(Into::into), name }),
                owner: named.person.map(|row| Who { id: Some(row.id.into()), name: row.name }),
                minutes: line.minutes(),
                times: line.times().unwrap_or(1),
                safety: line.is_safety(),
                title: line.title,
                problems,
                findings,
            })
        })
    }

    /// Saves a line.
    ///
    /// # Errors
    /// The first problem of the line with its field; `owner` and `area` where a name does not say which is meant; patient data.
    pub fn capture_save(&self, input: CaptureInput) -> ApiResult<Saved> {
        let line = CaptureLine::parse(&input.text);
        if let Some(first) = line.problems.first() {
            return Err(first.problem.clone().into());
        }
        // The whole line, so that a token cannot hide what the title alone would show.
        crate::guard::guard("text", &input.text, input.phi_ok == Some(true))?;
        self.act(Deed::Log, input.phi_ok, move |act| save(act, &line))
    }
}

/// The most names an unclear one is answered with: what fits beside a line.
const MOST_CANDIDATES: usize = 4;

/// The area and the person a line names, as they are known.
#[derive(Default)]
struct Named {
    area: Option<(Option<EntityId>, String)>,
    person: Option<PersonRow>,
    unclear: Vec<Unclear>,
}

/// A name that does not say which thing is meant.
struct Unclear {
    field: &'static str,
    code: &'static str,
    /// The name nobody has, or those that it could be.
    arg: String,
    range: TextRange,
}

impl Named {
    fn of(read: &Read<'_>, line: &CaptureLine, role: DeskRole, today: Day) -> ApiResult<Self> {
        let mut it = Self::default();
        for token in &line.tokens {
            match &token.value {
                TokenValue::Area(typed) if it.area.is_none() => it.take_area(read, token, typed, role)?,
                TokenValue::Person(typed) if it.person.is_none() => {
                    it.take_person(read, token, typed, today)?;
                }
                _ => {}
            }
        }
        Ok(it)
    }

    /// A name in quotes, or one that no area's begins with, is the name of a new area, at a desk that may make one.
    fn take_area(&mut self, read: &Read<'_>, token: &Token, typed: &str, role: DeskRole) -> ApiResult<()> {
        let areas = read.area_names()?;
        let known = if token.is_quoted() {
            areas.iter().find(|area| matches_name(typed, &area.name)).map_or(Meant::None, Meant::One)
        } else {
            meant(typed, &areas, |area| [&area.name, &area.name])
        };
        self.area = Some(match known {
            Meant::One(area) => (Some(area.id), area.name.clone()),
            Meant::None => {
                if !may(role, deed_of_form(Kind::Area, ThingIs::New)) {
                    self.unclear(token, "area", "no_such_area", typed.to_owned());
                }
                (None, typed.to_owned())
            }
            Meant::Several(areas) => {
                self.unclear(token, "area", "several_areas", listed(areas.iter().map(|area| &*area.name)));
                (None, typed.to_owned())
            }
        });
        Ok(())
    }

    /// Who is away today owns nothing new: their whole name is refused, and never read as the beginning of somebody else's,
    /// unless somebody who is here has it too. The beginning of one counts only where nobody's who is here begins so.
    fn take_person(&mut self, read: &Read<'_>, token: &Token, typed: &str, today: Day) -> ApiResult<()> {
        let (here, away): (Vec<_>, Vec<_>) = read.people()?.into_iter().partition(|row| is_here(row, today));
        let has_it = |row: &&PersonRow| names_of(row).iter().any(|name| matches_name(typed, name));
        let gone = if here.iter().any(|row| has_it(&row)) { None } else { away.iter().find(has_it) };
        if let Some(row) = gone {
            self.unclear(token, "owner", "not_here_today", row.name.clone());
            return Ok(());
        }
        match meant(typed, &here, names_of) {
            Meant::One(row) => self.person = Some(row.clone()),
            Meant::None => match meant(typed, &away, names_of) {
                Meant::One(row) => self.unclear(token, "owner", "not_here_today", row.name.clone()),
                _ => self.unclear(token, "owner", "nobody_of_that_name", typed.to_owned()),
            },
            Meant::Several(rows) => {
                self.unclear(token, "owner", "several_people", listed(rows.iter().map(|row| &*row.name)));
            }
        }
        Ok(())
    }

    fn unclear(&mut self, token: &Token, field: &'static str, code: &'static str, arg: String) {
        self.unclear.push(Unclear { field, code, arg, range: token.range.clone() });
    }
}

fn names_of(person: &PersonRow) -> [&str; 2] {
    [&person.key, &person.name]
}

/// The first names, with a sign that there are more.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<_> = names.take(MOST_CANDIDATES + 1).collect();
    if names.len() > MOST_CANDIDATES {
        names[MOST_CANDIDATES] = "…";
    }
    names.join(", ")
}

impl Unclear {
    fn problem(&self) -> CaptureProblem {
        let (start, end) = (number(self.range.utf16.start), number(self.range.utf16.end));
        CaptureProblem { code: self.code.to_owned(), arg: self.arg.clone(), start, end }
    }

    fn error(&self) -> ApiError {
        let arg = &self.arg;
        let message = match self.code {
            "several_people" => format!("That could be {arg}. Write more of the name."),
            "several_areas" => {
                format!("That could be {arg}. Write more of the name, or a new area's name in quotes.")
            }
            "no_such_area" => {
                format!("There is no area \"{arg}\" yet. A new one is made at a manager's desk.")
            }
            "not_here_today" => format!("{arg} does not work here today. Name somebody who does."),
            _ => format!("There is nobody called \"{arg}\" here."),
        };
        ApiError::invalid(self.field, self.code, message)
    }
}

fn save(act: &mut Act<'_, '_>, line: &CaptureLine) -> ApiResult<Done> {
    let named = Named::of(act.write.read(), line, act.role, act.moment.today)?;
    if let Some(unclear) = named.unclear.first() {
        return Err(unclear.error());
    }
    let area = match named.area {
        Some((Some(known), _)) => Some(known),
        Some((None, name)) => {
            let id = identity(act, Kind::Area, &BTreeMap::from([("key".to_owned(), name.as_str().into())]))?;
            act.set(Change::of(Kind::Area, id).with("key", name).with("deleted", false));
            Some(id)
        }
        None => None,
    };
    let owner = named.person.map(|person| person.id);
    let counted = line.minutes().is_some() || line.times().is_some();
    let request = if line.is_request() { Some(request(act, line, area, owner)?) } else { None };
    let (id, key) = match &request {
        Some((id, key)) if !counted => (*id, key.clone()),
        _ => {
            let (workaround, key) = workaround(act, line, area, owner)?;
            match &request {
                Some((request, request_key)) => {
                    let link = Change::of(Kind::Link, link_id(*request, workaround));
                    act.set(link.with("request", *request).with("workaround", workaround));
                    (*request, request_key.clone())
                }
                None => (workaround, key),
            }
        }
    };
    let code = if request.is_some() { "logged_request" } else { "logged_workaround" };
    Ok(Done::named(code, [line.title.clone()]).about(id).keyed(Some(key)))
}

/// What a line says of a request and a workaround alike.
fn item(
    kind: Kind,
    id: EntityId,
    key: &str,
    line: &CaptureLine,
    area: Option<EntityId>,
    owner: Option<EntityId>,
) -> Change {
    Change::of(kind, id)
        .with("key", key)
        .with("title", line.title.as_str())
        .with_some("area", area)
        .with_some("owner", owner)
        .with_some("safety", line.is_safety().then_some(true))
}

fn request(
    act: &mut Act<'_, '_>,
    line: &CaptureLine,
    area: Option<EntityId>,
    owner: Option<EntityId>,
) -> ApiResult<(EntityId, String)> {
    let (id, key) = (act.write.new_id(), act.write.next_number()?);
    let change = item(Kind::Request, id, &key, line, area, owner)
        .with("kind", RequestKind::Workflow.word())
        .with_some("requester", act.moment.desk);
    act.set(change);
    first_state(act, id);
    Ok((id, key))
}

/// A new request's first state.
pub(super) fn first_state(act: &mut Act<'_, '_>, request: EntityId) {
    let change = Change::of(Kind::RequestState, act.write.new_id())
        .with("request", request)
        .with("at", Value::Instant(act.moment.now_ms))
        .with("state", RequestState::New.word())
        .with_some("by", act.moment.desk);
    act.set(change);
}

fn workaround(
    act: &mut Act<'_, '_>,
    line: &CaptureLine,
    area: Option<EntityId>,
    owner: Option<EntityId>,
) -> ApiResult<(EntityId, String)> {
    let (id, key) = (act.write.new_id(), act.write.next_number()?);
    let change = item(Kind::Workaround, id, &key, line, area, owner)
        .with("break", Break::Drift.word())
        .with("started", act.moment.today);
    act.set(change);
    let now = Value::Instant(act.moment.now_ms);
    occurrence(act, id, now, line.minutes(), line.times().unwrap_or(1));
    Ok((id, key))
}

fn token(token: &Token) -> CaptureToken {
    let kind = match token.value {
        TokenValue::Area(_) => types::TokenKind::Area,
        TokenValue::Person(_) => types::TokenKind::Person,
        TokenValue::Minutes(_) => types::TokenKind::Minutes,
        TokenValue::Times(_) => types::TokenKind::Times,
        TokenValue::Safety => types::TokenKind::Safety,
        TokenValue::Request => types::TokenKind::Request,
    };
    CaptureToken { kind, start: number(token.range.utf16.start), end: number(token.range.utf16.end) }
}

fn problem(found: &LineProblem) -> CaptureProblem {
    CaptureProblem {
        code: found.problem.code.to_owned(),
        arg: found.problem.field.clone(),
        start: number(found.range.utf16.start),
        end: number(found.range.utf16.end),
    }
}
