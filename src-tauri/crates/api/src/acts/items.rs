//! What is added to requests and workarounds: links, voices, chases, facts, comments.

use keepalive_domain::capture_line::MOST_MINUTES;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::RequestFactKind;

use super::{Act, Done, title_of};
use crate::types::{ChaseInput, CommentInput, Day, FactInput, Id, InstantMs, LinkInput, Saved, VoiceInput};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Says that a request is meant to end a workaround.
    ///
    /// # Errors
    /// One of the two is not here.
    pub fn link(&self, input: LinkInput) -> ApiResult<Saved> {
        self.act(Deed::Triage, None, move |act| link(act, input, false))
    }

    /// Says that it is not.
    ///
    /// # Errors
    /// One of the two, or the link, is not here.
    pub fn unlink(&self, input: LinkInput) -> ApiResult<Saved> {
        self.act(Deed::Triage, None, move |act| link(act, input, true))
    }

    /// Adds one person's "me too".
    ///
    /// # Errors
    /// The item or person is not here; nobody is named and nobody said who is at this desk.
    pub fn voice_add(&self, input: VoiceInput) -> ApiResult<Saved> {
        self.act(Deed::Say, None, move |act| voice(act, input.item, input.person, false))
    }

    /// Takes one person's "me too" back.
    ///
    /// # Errors
    /// As [`App::voice_add`], or there is no such voice.
    pub fn voice_remove(&self, input: VoiceInput) -> ApiResult<Saved> {
        self.act(Deed::Say, None, move |act| voice(act, input.item, input.person, true))
    }

    /// Notes time spent following a request up.
    ///
    /// # Errors
    /// Minutes out of range, an instant ahead of now or before the day the request was asked, patient data in the note, or
    /// no such request.
    pub fn chase_add(&self, input: ChaseInput) -> ApiResult<Saved> {
        self.act(Deed::Triage, input.phi_ok, move |act| chase(act, &input))
    }

    /// Notes a dated fact: the requester was told, the vendor answered.
    ///
    /// # Errors
    /// An instant ahead of now, patient data in the note, or no such request.
    pub fn fact_add(&self, input: FactInput) -> ApiResult<Saved> {
        self.act(Deed::Triage, input.phi_ok, move |act| fact(act, &input))
    }

    /// Writes under a request or a workaround.
    ///
    /// # Errors
    /// Empty or too long text, patient data, or no such item.
    pub fn comment(&self, input: CommentInput) -> ApiResult<Saved> {
        self.act(Deed::Say, input.phi_ok, move |act| comment(act, &input))
    }
}

/// The identity of a link: two desks that link the same two things make one link.
pub(super) fn link_id(request: EntityId, workaround: EntityId) -> EntityId {
    EntityId::named(Kind::Link.name(), &[&request.to_string(), &workaround.to_string()])
}

/// The identity of one person's voice on one item.
pub(super) fn voice_id(item: EntityId, person: EntityId) -> EntityId {
    EntityId::named(Kind::Voice.name(), &[&item.to_string(), &person.to_string()])
}

fn link(act: &mut Act<'_, '_>, input: LinkInput, away: bool) -> ApiResult<Done> {
    let request = act.thing(Kind::Request, input.request.0)?;
    let workaround = act.thing(Kind::Workaround, input.workaround.0)?;
    // An imported link may have an identity of its own.
    let there = act.write.read().link_between(request.id, workaround.id)?;
    let id = there.unwrap_or_else(|| link_id(request.id, workaround.id));
    if away {
        act.thing(Kind::Link, id)?;
    }
    let change = Change::of(Kind::Link, id)
        .with("request", request.id)
        .with("workaround", workaround.id)
        .with("deleted", away);
    act.set(change);
    let code = if away { "unlinked" } else { "linked" };
    Ok(Done::named(code, [title_of(&request), title_of(&workaround)]).about(request.id))
}

pub(super) fn voice(act: &mut Act<'_, '_>, item: Id, person: Option<Id>, away: bool) -> ApiResult<Done> {
    let item = act.item(item.0)?;
    let person = match person {
        Some(person) => person.0,
        None => act.desk()?,
    };
    let who = act.thing(Kind::Person, person)?;
    let there = act.write.read().voice_of(item.id, person)?;
    let id = there.unwrap_or_else(|| voice_id(item.id, person));
    let mut change = Change::of(Kind::Voice, id).with("deleted", away);
    if away {
        let voice = act.thing(Kind::Voice, id)?;
        act.may_change(&voice)?;
    } else if there.is_none() {
        change =
            change.with("item", item.id).with("person", person).with("at", Value::Instant(act.moment.now_ms));
    }
    act.set(change);
    let code = if away { "voice_removed" } else { "voice_added" };
    Ok(Done::named(code, [title_of(&item), title_of(&who)]).about(item.id))
}

fn chase(act: &mut Act<'_, '_>, input: &ChaseInput) -> ApiResult<Done> {
    let request = act.thing(Kind::Request, input.request.0)?;
    let at = not_ahead(act, input.at)?;
    chase_fits(act, request.id, &Value::Real(input.minutes), &at)?;
    let change = Change::of(Kind::Chase, act.write.new_id())
        .with("request", request.id)
        .with("at", at)
        .with("minutes", Value::Real(input.minutes))
        .with_some("person", act.moment.desk)
        .with_some("channel", text(input.channel.as_deref()))
        .with_some("note", text(input.note.as_deref()));
    act.set(change);
    Ok(Done::named("chased", [title_of(&request), input.minutes.to_string()]).about(request.id))
}

/// Refuses a chase longer than a day, as quick capture does, and one before the day the request was asked.
pub(super) fn chase_fits(act: &Act<'_, '_>, request: EntityId, minutes: &Value, at: &Value) -> ApiResult<()> {
    if let Value::Real(minutes) = minutes
        && *minutes > MOST_MINUTES
    {
        let message = format!("At most {MOST_MINUTES} minutes: a day.");
        return Err(ApiError::invalid("minutes", "out_of_range", message));
    }
    let zone = act.moment.zone;
    let states = act.write.read().request_states(request)?;
    if let (Value::Instant(at), Some(first)) = (at, states.iter().map(|row| row.at_ms).min())
        && zone.local_day(*at) < zone.local_day(first)
    {
        return Err(ApiError::invalid("at", "before_asked", "The request was not asked yet on that day."));
    }
    Ok(())
}

fn fact(act: &mut Act<'_, '_>, input: &FactInput) -> ApiResult<Done> {
    let request = act.thing(Kind::Request, input.request.0)?;
    let at = fact_at(act, request.id, input)?;
    let change = Change::of(Kind::RequestFact, act.write.new_id())
        .with("request", request.id)
        .with("at", at)
        .with("fact", input.fact.word())
        .with_some("by", act.moment.desk)
        .with_some("note", text(input.note.as_deref()));
    act.set(change);
    let code = match input.fact {
        RequestFactKind::ToldRequester => "told_requester",
        RequestFactKind::FirstResponse => "noted_first_response",
        RequestFactKind::WorkaroundOffered => "noted_workaround_offered",
    };
    Ok(Done::named(code, [title_of(&request)]).about(request.id))
}

fn comment(act: &mut Act<'_, '_>, input: &CommentInput) -> ApiResult<Done> {
    let item = act.item(input.item.0)?;
    let Some(words) = text(Some(&input.text)) else {
        return Err(ApiError::invalid("text", "required", "This cannot be empty."));
    };
    let change = Change::of(Kind::Comment, act.write.new_id())
        .with("item", item.id)
        .with("at", Value::Instant(act.moment.now_ms))
        .with_some("by", act.moment.desk)
        .with("text", words);
    act.set(change);
    Ok(Done::named("commented", [title_of(&item)]).about(item.id))
}

/// When a fact stands. The requester is told of what happened before: where no instant was typed, telling stands
/// after the day's last change of state, so that it counts for a request opened or delivered in the evening, and
/// also after a clock was set back.
fn fact_at(act: &Act<'_, '_>, request: EntityId, input: &FactInput) -> ApiResult<Value> {
    let of_day = input.day.and_then(|day| middle_of(act, day));
    let at = not_ahead(act, input.at.or(of_day))?;
    let (Value::Instant(at_ms), None, RequestFactKind::ToldRequester) = (&at, input.at, input.fact) else {
        return Ok(at);
    };
    let zone = act.moment.zone;
    let day = of_day.map(|at| zone.local_day(at));
    let states = act.write.read().request_states(request)?;
    let before =
        states.iter().map(|row| row.at_ms).filter(|at| day.is_none_or(|day| zone.local_day(*at) == day));
    Ok(Value::Instant(before.max().map_or(*at_ms, |last| last.max(*at_ms))))
}

/// The middle of a local day; `None` = now, for today.
fn middle_of(act: &Act<'_, '_>, day: Day) -> Option<InstantMs> {
    let zone = act.moment.zone;
    let begins = zone.day_start(day);
    (day != act.moment.today).then(|| begins + (zone.day_end(day) - begins) / 2)
}

/// When it happened: now if not said, never ahead of now.
pub(super) fn not_ahead(act: &Act<'_, '_>, at: Option<InstantMs>) -> ApiResult<Value> {
    let at = at.unwrap_or(act.moment.now_ms);
    if at > act.moment.now_ms {
        return Err(ApiError::invalid("at", "in_the_future", "This has not happened yet."));
    }
    Ok(Value::Instant(at))
}

fn text(given: Option<&str>) -> Option<&str> {
    given.map(str::trim).filter(|text| !text.is_empty())
}
