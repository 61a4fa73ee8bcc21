//! What stands behind a figure that is shown.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_measures::Record;
use keepalive_measures::control_chart::LIMIT_RANGES;
use keepalive_measures::explain::{Asked, Explained, Figure, Method, Missing, Of, Row, When, explain};
use keepalive_store::ClinicFacts;

use super::axis::Axis;
use super::chart::area_named;
use super::explain_words::{missing, note};
use crate::figures::{Part, Snapshot, number};
use crate::types::{
    ExplainInput, ExplainMethod, ExplainRow, ExplainRowKind, ExplainedPeriod, Explanation, FigureName,
    Threshold,
};
use crate::{ApiError, ApiResult, App};

/// Rows of a page if not said otherwise.
const USUAL_ROWS: u32 = 20;

/// The most rows of one page.
const MOST_ROWS: u32 = 200;

impl App {
    /// One figure with its rows, its arithmetic, what it lacks and what decides it.
    ///
    /// # Errors
    /// A system, item, month or week that is not here, a figure that needs an item or a break and got none, or the
    /// database cannot be read.
    pub fn explain(&self, input: ExplainInput) -> ApiResult<Explanation> {
        let Axis { snapshot, chosen, systems } = self.axis(input.system, input.as_of)?;
        let clinic = &snapshot.clinic;
        let item = input.item.map(|id| position_of(clinic, input, id.0)).transpose()?;
        let record = Record::new(&clinic.facts);
        let own = item.filter(|_| input.system.is_none()).and_then(|item| match input.figure.into() {
            Figure::WorkaroundHours => record.workaround_system().get(item).copied().flatten(),
            _ => record.request_system().get(item).copied().flatten(),
        });
        let wanted = match (own, &chosen) {
            (Some(position), _) => clinic.systems.get(position).copied(),
            (None, chosen) => chosen.as_ref().map(|system| system.id),
        };
        let position = wanted.and_then(|id| clinic.systems.iter().position(|system| *system == id));
        let view = record.systems(snapshot.as_of).find(|view| Some(view.position()) == position);
        let Some(view) = view else { return Err(ApiError::not_found("system").about("system")) };
        let when = match (input.week, input.month) {
            (Some(week), _) => When::Week(week),
            (None, Some(month)) => When::Month(month),
            (None, None) => When::Now,
        };
        let part = self.part_asked(input)?;
        let view = view.narrowed(|request| part.holds_request(request), |w| part.holds_workaround(w));
        let last_entries = match input.figure {
            FigureName::SilentRoles => self.last_entries(&snapshot)?,
            _ => Vec::new(),
        };
        let asked = Asked {
            figure: input.figure.into(),
            when,
            of_break: input.of_break,
            item,
            last_entries: &last_entries,
        };
        let Some(mut explained) = explain(&view, asked) else { return Err(nothing_there(input)) };
        let total = number(explained.rows.len());
        let is_withheld = explained.missing.contains(&Missing::FewPeople);
        let (parts, wholes) = if is_withheld { (0.0, 0.0) } else { (explained.parts(), explained.wholes()) };
        withhold(&mut explained);
        weightiest_first(&mut explained.rows);
        let from = input.offset.unwrap_or(0) as usize;
        let page: Vec<Row> = explained
            .rows
            .iter()
            .skip(from)
            .take(input.limit.unwrap_or(USUAL_ROWS).clamp(1, MOST_ROWS) as usize)
            .copied()
            .collect();
        let system = systems.into_iter().find(|system| Some(system.id) == wanted);
        let row_names = self.row_names(clinic, &page)?;
        Ok(Explanation {
            figure: input.figure,
            of_break: input.of_break,
            area: part.area,
            system: system.map(Into::into),
            period: explained.period.map(|period| shown_period(&period, matches!(when, When::Week(_)))),
            as_of: view.last_day(),
            value: explained.value.filter(|value| is_measured(*value, &explained.missing)),
            phase: phase_word(&snapshot, wanted, input.figure),
            unit: input.figure.unit(),
            method: method(&explained),
            missing: explained.missing.iter().map(missing).collect(),
            thresholds: Threshold::named(&clinic.facts.thresholds, explained.thresholds),
            rows: page.iter().map(|row| shown_row(clinic, row, &row_names)).collect(),
            total,
            parts,
            wholes,
        })
    }

    /// The part of the clinic a figure is asked of. A break narrows what is counted of workarounds alone; hours are
    /// split by it instead.
    fn part_asked(&self, input: ExplainInput) -> ApiResult<Part> {
        if input.area.is_some() && !input.figure.can_be_of_an_area() {
            let why = "This figure is of the whole clinic: it has no part that is one area's.";
            return Err(ApiError::invalid("area", "not_of_an_area", why));
        }
        let areas = match input.area {
            Some(_) => self.current().store.read(|read| read.area_names())?,
            None => Vec::new(),
        };
        let of = input.of_break.filter(|_| input.figure == FigureName::SurvivalMedian);
        Ok(Part { area: area_named(&areas, input.area)?, of })
    }

    /// Each person's last entry, in the order of the facts.
    fn last_entries(&self, snapshot: &Snapshot) -> ApiResult<Vec<Option<Day>>> {
        let last = snapshot.last_entries(&self.current().store)?;
        Ok(snapshot.clinic.people.iter().map(|id| last.get(id).copied()).collect())
    }

    fn row_names(&self, clinic: &ClinicFacts, page: &[Row]) -> ApiResult<BTreeMap<EntityId, String>> {
        let ids: BTreeSet<EntityId> = page.iter().filter_map(|row| id_of(clinic, row.of)).collect();
        Ok(self.current().store.read(|read| read.names_of(&ids))?)
    }
}

/// Takes out what fewer than five people reported. Of weeks that are not all large enough none is left with its hours:
/// the one taken out would be the difference to the sum.
fn withhold(explained: &mut Explained) {
    let few = explained.missing.contains(&Missing::FewPeople);
    if few {
        explained.value = None;
    }
    if few || explained.missing.contains(&Missing::FewPeopleInAWeek) {
        for row in &mut explained.rows {
            (row.part, row.whole) = (None, None);
        }
    }
}

/// What the record had not begun to hold is not measured on any screen, whatever it adds up to; nor is a sum of nothing
/// where something was in use that nobody measured.
fn is_measured(value: f64, missing: &[Missing]) -> bool {
    let uncounted = missing.iter().any(|one| matches!(one, Missing::Uncounted(_)));
    !missing.contains(&Missing::NotRecorded) && (value > 0.0 || !uncounted)
}

/// The phase as a code of the catalogue, where that is the figure.
fn phase_word(snapshot: &Snapshot, system: Option<EntityId>, figure: FigureName) -> Option<String> {
    let (phase, _) = snapshot.phase(system.filter(|_| figure == FigureName::Phase)?)?;
    Some(serde_json::to_value(phase.label).ok()?.as_str()?.to_owned())
}

/// Where an item stands in the facts: the workaround or the request asked about.
fn position_of(clinic: &ClinicFacts, input: ExplainInput, id: EntityId) -> ApiResult<usize> {
    let (ids, kind) = match input.figure.into() {
        Figure::WorkaroundHours => (&clinic.workarounds, "workaround"),
        _ => (&clinic.requests, "request"),
    };
    let position = ids.iter().position(|known| *known == id);
    position.ok_or_else(|| ApiError::not_found(kind).about("item"))
}

/// Why there is nothing behind what was asked.
fn nothing_there(input: ExplainInput) -> ApiError {
    let refuse = |field: &str, what: &str| ApiError::invalid(field, "not_found", what);
    match Figure::from(input.figure) {
        Figure::ControlLimit if input.of_break.is_none() => refuse("break", "Say which break."),
        Figure::WorkaroundHours if input.item.is_none() => refuse("item", "Say which workaround."),
        _ if input.week.is_some() => refuse("week", "The system has no such week yet."),
        _ if input.month.is_some() => refuse("month", "The system has no such month yet."),
        _ if input.item.is_some() => refuse("item", "It does not belong to this system."),
        _ => refuse("system", "The system is not live yet."),
    }
}

/// What weighs most comes first, then what is oldest; weeks, roles and tests keep their order.
fn weightiest_first(rows: &mut [Row]) {
    if rows.iter().all(|row| !matches!(row.of, Of::Week(_) | Of::Role(_) | Of::Test(_))) {
        let weight = |row: &Row| row.part.unwrap_or(0.0);
        rows.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.on.cmp(&b.on)));
    }
}

fn shown_period(measured: &MeasuredPeriod, is_week: bool) -> ExplainedPeriod {
    ExplainedPeriod {
        is_week,
        n: measured.period.n,
        from: measured.period.from,
        to: measured.measured_to,
        partial: measured.partial,
    }
}

fn method(explained: &Explained) -> ExplainMethod {
    match explained.method {
        Method::Sum => ExplainMethod::Sum,
        Method::PerFte { fte, scale } => ExplainMethod::PerFte { fte, scale },
        Method::Ratio { scale } => ExplainMethod::Ratio { scale },
        Method::TimeWhenLeft { left, n, events, low, high } => {
            ExplainMethod::TimeWhenLeft { left, n: number(n), events: number(events), low, high }
        }
        Method::UpperLimit { centre, average_range } => {
            ExplainMethod::UpperLimit { centre, average_range, ranges: LIMIT_RANGES }
        }
        Method::Tests => ExplainMethod::Tests,
    }
}

fn id_of(clinic: &ClinicFacts, of: Of) -> Option<EntityId> {
    match of {
        Of::Workaround(position) => clinic.workarounds.get(position).copied(),
        Of::Request(position) => clinic.requests.get(position).copied(),
        Of::Question(position) => clinic.questions.get(position).copied(),
        Of::Week(_) | Of::Role(_) | Of::Test(_) => None,
    }
}

fn shown_row(clinic: &ClinicFacts, row: &Row, names: &BTreeMap<EntityId, String>) -> ExplainRow {
    let id = id_of(clinic, row.of);
    let name = || id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
    let (kind, title, n) = match row.of {
        Of::Workaround(_) => (ExplainRowKind::Workaround, name(), None),
        Of::Request(_) => (ExplainRowKind::Request, name(), None),
        Of::Question(_) => (ExplainRowKind::Question, name(), None),
        Of::Week(week) => (ExplainRowKind::Week, String::new(), Some(week)),
        Of::Role(holder) => {
            let role = clinic.facts.people.get(holder).map(|person| person.role.clone());
            (ExplainRowKind::Role, role.unwrap_or_default(), None)
        }
        Of::Test(test) => (ExplainRowKind::Test, test.to_owned(), None),
    };
    ExplainRow {
        kind,
        id: id.map(Into::into),
        title,
        n,
        part: row.part,
        whole: row.whole,
        on: row.on,
        note: note(row.note, row.of),
    }
}
