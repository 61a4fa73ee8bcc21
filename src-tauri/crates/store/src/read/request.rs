//! Requests: what a list shows of one, and one with everything on it.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::{RequestKind, RequestState, Route};

use super::clinic::AreaName;
use super::columns::{WhoRow, key_sql, maybe_id, text, who, who_sql, word, yes};
use super::in_order::InOrder;
use super::names::Names;
use super::people::PEOPLE;
use super::request_list::{REGULATORY, SAFETY, UNTOLD};
use crate::error::Result;
use crate::reader::Read;

/// What a list shows of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSummary {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its configuration area.
    pub area: Option<AreaName>,
    /// Its effective state; new before the first.
    pub state: RequestState,
    /// When that state began, UTC ms.
    pub state_at_ms: Option<InstantMs>,
    /// Its first state, UTC ms.
    pub opened_at_ms: Option<InstantMs>,
    /// Its closing state, UTC ms; `None` while open.
    pub closed_at_ms: Option<InstantMs>,
    /// When the requester was last told since it was opened or reopened, UTC ms.
    pub told_at_ms: Option<InstantMs>,
    /// Somebody waits to hear what became of it.
    pub untold: bool,
    /// Who is accountable.
    pub owner: Option<WhoRow>,
    /// Safety item, itself or through what stands merged into it.
    pub safety: bool,
    /// Asked for by a rule from outside, itself or through what stands merged into it.
    pub regulatory: bool,
    /// What it is worth, 1 to 5.
    pub value: Option<i32>,
    /// What it takes, 1 to 5.
    pub effort: Option<i32>,
    /// The vendor of its system, if it names one.
    pub vendor: Option<String>,
    /// Due day of the original fix (else delivery) promise.
    pub fix_due: Option<Day>,
    /// Due day of the newest one.
    pub fix_due_latest: Option<Day>,
    /// Re-promises due later than the one before.
    pub fix_slips: u32,
    /// How many people need it, see [`super::people`].
    pub people: u32,
}

/// The rest of a request, for its detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFull {
    /// What the list shows.
    pub summary: RequestSummary,
    /// What kind of change.
    pub kind: RequestKind,
    /// Who is to make it.
    pub route: Option<Route>,
    /// Its EHR system.
    pub system: Option<AreaName>,
    /// Who asked.
    pub requester: Option<WhoRow>,
    /// Who answers for it at the vendor.
    pub vendor_contact: Option<WhoRow>,
    /// The vendor's number for it.
    pub vendor_ref: Option<String>,
    /// Noted as a safety item itself.
    pub own_safety: bool,
    /// Noted as asked for by a rule itself.
    pub own_regulatory: bool,
    /// Everything else, as written.
    pub detail: Option<String>,
    /// Nobody says since which day it stands in its state: `state_at_ms` is the last that is known.
    pub undated: bool,
    /// Deleted.
    pub deleted: bool,
}

/// Whether nobody says since which day request `r` stands in its state. Few states are so, and each is found by its request.
pub(super) const UNDATED: &str =
    "EXISTS (SELECT 1 FROM request_state u WHERE u.request = r.no AND u.undated = 1
                               AND u.at = r.state_at AND u.state = r.state AND u.deleted IS NOT 1)";

/// Columns of [`RequestSummary`], from `request r` and `entity e`, in the order in which [`summary`] reads them. What many
/// rows share comes as its number.
pub(super) fn summary_columns() -> String {
    format!(
        "e.id, {}, r.title, r.area, r.state, r.state_at, r.opened_at, r.closed_at, r.told_at, ({UNTOLD}),
         r.owner, r.owner_text, {SAFETY}, {REGULATORY}, r.value, r.effort, r.system,
         r.fix_due, r.fix_due_latest, r.fix_slips, ({PEOPLE})",
        key_sql("r"),
    )
}

/// Reads what [`summary_columns`] selected.
pub(super) fn summary(mut row: InOrder<'_>, names: &mut Names<'_>) -> Result<RequestSummary> {
    Ok(RequestSummary {
        id: row.id()?,
        key: row.text()?,
        title: row.text()?,
        area: names.area(row.get()?)?,
        state: row.word(RequestState::from_word)?.unwrap_or(RequestState::New),
        state_at_ms: row.get()?,
        opened_at_ms: row.get()?,
        closed_at_ms: row.get()?,
        told_at_ms: row.get()?,
        untold: row.yes()?,
        owner: names.who(row.get()?, row.get()?)?,
        safety: row.yes()?,
        regulatory: row.yes()?,
        value: row.get()?,
        effort: row.get()?,
        vendor: names.vendor(row.get()?)?,
        fix_due: row.day()?,
        fix_due_latest: row.day()?,
        fix_slips: row.count()?,
        people: row.count()?,
    })
}

impl Read<'_> {
    /// One request, deleted ones included.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request(&self, request: EntityId) -> Result<Option<RequestFull>> {
        let sql = format!(
            "SELECT {}, r.kind, r.route, r.vendor_ref, r.detail, r.deleted, r.safety, r.regulatory, {}, {}, {UNDATED} AS undated,
                    (SELECT id FROM entity WHERE no = r.system) AS system_id,
                    (SELECT name FROM system WHERE no = r.system) AS system_name
               FROM request r JOIN entity e USING (no) WHERE e.id = ?1",
            summary_columns(),
            who_sql("r", "requester", "requester"),
            who_sql("r", "vendor_contact", "vendor_contact"),
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([request.bytes().as_slice()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let system = maybe_id(row, "system_id")?;
        let system_name = text(row, "system_name")?;
        Ok(Some(RequestFull {
            summary: summary(InOrder::from(row, 0), &mut Names::in_picture(self))?,
            kind: word(row, "kind", RequestKind::from_word)?.unwrap_or(RequestKind::Workflow),
            route: word(row, "route", Route::from_word)?,
            system: system.map(|id| AreaName { id, name: system_name }),
            requester: who(row, "requester")?,
            vendor_contact: who(row, "vendor_contact")?,
            vendor_ref: row.get("vendor_ref")?,
            own_safety: yes(row, "safety")?,
            own_regulatory: yes(row, "regulatory")?,
            detail: row.get("detail")?,
            undated: yes(row, "undated")?,
            deleted: yes(row, "deleted")?,
        }))
    }
}
