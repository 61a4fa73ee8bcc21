//! The SQL of filters, groups and orders.

use keepalive_domain::facts::{Day, InstantMs};
use rusqlite::ToSql;
use rusqlite::types::Value;

use super::query::{OwnerIs, RequestFilter, RequestGroup, RequestOrder, RequestQuery, Stand};
use crate::read::search::fts_query;

/// Whose turn it is, as the place of the group.
const TURN: &str = "CASE
    WHEN r.closed_at IS NOT NULL THEN '5'
    WHEN r.owner IS NULL AND r.owner_text IS NULL THEN '0'
    WHEN r.state = 'waiting_vendor' THEN '1'
    WHEN r.state = 'waiting_others' THEN '3'
    WHEN r.state = 'delivered' THEN '4'
    ELSE '2' END";

/// A safety item: itself, or through what stands merged into it. The one place that says so, from `request r`.
pub(in crate::read) const SAFETY: &str = "(r.safety IS 1 OR r.merged_safety IS 1)";

/// Demanded by a rule: itself, or through what stands merged into it.
pub(in crate::read) const REGULATORY: &str = "(r.regulatory IS 1 OR r.merged_regulatory IS 1)";

/// Place by worth: 0 for what bypasses the order, then value ÷ effort from the highest in thousandths (exact enough
/// to keep every fraction of 1 to 5 apart), and last what nobody weighed.
const WORTH: &str = "CASE
    WHEN r.safety = 1 OR r.regulatory = 1 OR r.merged_safety = 1 OR r.merged_regulatory = 1 THEN 0
    ELSE coalesce(10000 - r.value * 1000 / nullif(r.effort, 0), 20000) END";

/// Where a request stands: 0 open, 1 closed, 2 in the trash. The indexes of the list's orders begin with it
/// (`tables::derived_columns`), so every order of each walks an index.
const STAND: &str = "CASE WHEN r.deleted = 1 THEN 2 WHEN r.closed_at IS NULL THEN 0 ELSE 1 END";

/// Waits on the vendor past the original promise; `?1` is today.
pub(super) const LATE: &str = "(r.closed_at IS NULL AND r.state = 'waiting_vendor' AND r.fix_due < ?1)";

/// Somebody waits to hear what became of it: delivered, and not told since; or closed without being told, where it was
/// one of ours who asked or said "me too". Closed history that came with an import names people who never asked here
/// (TABLES A27).
pub(in crate::read) const UNTOLD: &str = "CASE
    WHEN r.closed_at IS NULL THEN r.state = 'delivered' AND (r.told_at IS NULL OR r.told_at < r.state_at)
    ELSE r.state != 'merged' AND r.told_at IS NULL AND (r.requester IS NOT NULL OR r.voices > 0
         AND EXISTS (SELECT 1 FROM voice v WHERE v.item = r.no AND v.deleted IS NOT 1 AND v.person IS NOT NULL)) END";

/// The request that entity `i` is or tells of: an import that moves a known one writes its state and leaves the request as it is.
const ASKED: &str = "CASE i.kind WHEN 'request' THEN i.no
    WHEN 'request_state' THEN (SELECT t.request FROM request_state t WHERE t.no = i.no)
    WHEN 'request_fact' THEN (SELECT t.request FROM request_fact t WHERE t.no = i.no) END";

/// SQL of the numbers of the requests that an act touched, themselves or in a state or a dated fact: made, changed, or taken
/// out of the trash, as by an import that was undone and done again. Ops of others may stand between its own where it came
/// over a hub. The kinds are said as the index `entity_request` says them, or it is not walked.
fn touched_by(act: &str) -> String {
    format!(
        "SELECT {ASKED} FROM act a CROSS JOIN entity i
          WHERE a.act_id = {act} AND i.kind IN ('request', 'request_state', 'request_fact')
            AND i.op_no BETWEEN a.first_op AND a.last_op
            AND (SELECT o.act_id FROM op o WHERE o.op_no = i.op_no) = {act}
         UNION ALL
         SELECT {ASKED} FROM act a CROSS JOIN later_op l CROSS JOIN entity i
          WHERE a.act_id = {act} AND l.op_no BETWEEN a.first_op AND a.last_op AND i.no = l.entity_no
            AND (SELECT o.act_id FROM op o WHERE o.op_no = l.op_no) = {act}"
    )
}

impl RequestGroup {
    /// SQL of the group's place, its key and its name.
    pub(super) const fn columns(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::None => ("''", "''", "NULL"),
            Self::Turn => (TURN, TURN, "NULL"),
            Self::State => ("coalesce(r.state, 'new')", "coalesce(r.state, 'new')", "NULL"),
            Self::Owner => (
                "coalesce((SELECT lower(name) || '/' || no FROM person WHERE no = r.owner), lower(r.owner_text), '')",
                "coalesce((SELECT hex(id) FROM entity WHERE no = r.owner), r.owner_text, '')",
                "coalesce((SELECT name FROM person WHERE no = r.owner), r.owner_text)",
            ),
            Self::Area => (
                "coalesce((SELECT lower(key) || '/' || no FROM area WHERE no = r.area), '')",
                "coalesce((SELECT hex(id) FROM entity WHERE no = r.area), '')",
                "(SELECT key FROM area WHERE no = r.area)",
            ),
            Self::Kind => ("coalesce(r.kind, 'workflow')", "coalesce(r.kind, 'workflow')", "NULL"),
        }
    }
}

impl Stand {
    /// The places of [`STAND`] that it takes in.
    pub(in crate::read) const fn places(self) -> &'static [u8] {
        match self {
            Self::Open => &[0],
            Self::Closed => &[1],
            Self::All => &[0, 1],
            Self::Deleted => &[2],
        }
    }
}

impl RequestQuery {
    /// SQL of what the list is ordered by, and whether downwards.
    pub(super) const fn order(&self) -> (&'static str, bool) {
        let (column, down) = match (self.order, self.filter.stand) {
            (RequestOrder::Age, Stand::Open | Stand::All) => ("r.opened_at", false),
            (RequestOrder::Age, Stand::Closed) => ("r.closed_at", true),
            (RequestOrder::Age, Stand::Deleted) => ("NULL", true),
            (RequestOrder::Promise, _) => ("coalesce(r.fix_due, '9999-12-31')", false),
            (RequestOrder::Title, _) => ("lower(r.title)", false),
            (RequestOrder::Key, _) => ("r.key", false),
            (RequestOrder::Changed, _) => ("r.state_at", true),
            (RequestOrder::Worth, _) => (WORTH, false),
        };
        (column, down != self.reversed)
    }
}

/// Keeps a term from the index of an order, for a plus hides it: what came with an act is found by its own index, a few among all.
const fn walked_by_its_rows(filter: &RequestFilter) -> &'static str {
    if filter.came_with.is_some() { "+" } else { "" }
}

/// A condition with the values of its parameters; `?1` is always today.
pub(in crate::read) struct Conditions {
    pub(in crate::read) sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// Those of a filter, said so that the index of age is walked.
    pub(super) fn of(filter: &RequestFilter, today: Day) -> Self {
        let plus = walked_by_its_rows(filter);
        let stand = match filter.stand {
            Stand::Open => format!("{plus}r.closed_at IS NULL AND r.deleted IS NOT 1"),
            Stand::Closed => format!("{plus}r.closed_at IS NOT NULL AND r.deleted IS NOT 1"),
            Stand::All => "r.deleted IS NOT 1".to_owned(),
            Stand::Deleted => format!("{plus}({STAND}) = 2"),
        };
        Self::with_stand(&stand, filter, today)
    }

    /// Those of a filter where only `place` of [`STAND`] is asked for, said so that the indexes of the orders are.
    pub(in crate::read) fn at(place: u8, filter: &RequestFilter, today: Day) -> Self {
        Self::with_stand(&format!("{}({STAND}) = {place}", walked_by_its_rows(filter)), filter, today)
    }

    fn with_stand(stand: &str, filter: &RequestFilter, today: Day) -> Self {
        let mut it =
            Self { sql: String::from("?1 IS NOT NULL"), values: vec![Value::Text(today.to_string())] };
        it.and(stand);
        if !filter.states.is_empty() {
            let words: Vec<_> =
                filter.states.iter().map(|s| it.bind(Value::Text(s.word().to_owned()))).collect();
            it.and(&format!("coalesce(r.state, 'new') IN ({})", words.join(", ")));
        }
        if let Some(area) = filter.area {
            let area = it.bind(Value::Blob(area.bytes().to_vec()));
            it.and(&format!("r.area = (SELECT no FROM entity WHERE id = {area})"));
        }
        match &filter.owner {
            Some(OwnerIs::Nobody) => it.and("r.owner IS NULL AND r.owner_text IS NULL"),
            Some(OwnerIs::Person(person)) => {
                let person = it.bind(Value::Blob(person.bytes().to_vec()));
                it.and(&format!("r.owner = (SELECT no FROM entity WHERE id = {person})"));
            }
            Some(OwnerIs::Named(name)) => {
                let name = it.bind(Value::Text(name.clone()));
                it.and(&format!("r.owner IS NULL AND r.owner_text = {name} COLLATE NOCASE"));
            }
            None => {}
        }
        if let Some(turn) = filter.turn {
            let turn = it.bind(Value::Text(turn.to_string()));
            it.and(&format!("({TURN}) = {turn}"));
        }
        if let Some(kind) = filter.kind {
            let kind = it.bind(Value::Text(kind.word().to_owned()));
            it.and(&format!("coalesce(r.kind, 'workflow') = {kind}"));
        }
        if let Some(route) = filter.route {
            let route = it.bind(Value::Text(route.word().to_owned()));
            it.and(&format!("r.route = {route}"));
        }
        if let Some(site) = filter.site {
            let site = it.bind(Value::Blob(site.bytes().to_vec()));
            it.and(&format!(
                "r.requester IN (SELECT no FROM person WHERE site = (SELECT no FROM entity WHERE id = {site}))"
            ));
        }
        if filter.late {
            it.and(LATE);
        }
        if filter.untold {
            it.and(&format!("({UNTOLD})"));
        }
        if let Some((instant, day)) = filter.quiet_since {
            it.quiet(instant, day);
        }
        if filter.safety {
            it.and(SAFETY);
        }
        if let Some(act) = filter.came_with {
            let act = it.bind(Value::Blob(act.bytes().to_vec()));
            it.and(&format!("r.no IN ({})", touched_by(&act)));
        }
        if let Some(words) = fts_query(&filter.text) {
            let words = it.bind(Value::Text(words));
            it.and(&format!("r.no IN (SELECT rowid FROM search WHERE search MATCH {words})"));
        }
        it
    }

    /// No state, fact, chase, voice, comment or promise of a request is as late as this.
    fn quiet(&mut self, instant: InstantMs, day: Day) {
        let since = self.bind(Value::Integer(instant));
        self.and(&format!("coalesce(r.state_at, 0) < {since}"));
        for (table, parent) in
            [("request_fact", "request"), ("chase", "request"), ("voice", "item"), ("comment", "item")]
        {
            self.and(&format!(
                "NOT EXISTS (SELECT 1 FROM {table} t WHERE t.{parent} = r.no AND t.deleted IS NOT 1 AND t.at >= {since})"
            ));
        }
        let made = self.bind(Value::Text(day.to_string()));
        self.and(&format!(
            "NOT EXISTS (SELECT 1 FROM promise t WHERE t.request = r.no AND t.deleted IS NOT 1 AND t.made_on >= {made})"
        ));
    }

    pub(super) fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    pub(super) fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    pub(super) fn params(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}
