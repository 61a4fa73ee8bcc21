//! Which of two states of one instant came first: the one the file names first (TABLES A10).

use std::collections::HashMap;

use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

/// Where the last row of each request and instant stands, of the file being read.
///
/// A file that comes again with a row between two others would else leave that row behind both: what is new is
/// listed after what is there. Kept for a second import only, in a first one rows are listed as they come.
#[derive(Debug, Default)]
pub(super) struct FileOrder {
    last: HashMap<(EntityId, i64), i64>,
}

impl FileOrder {
    /// Whether the order of these things among equals matters to a figure, and is not settled by their identity.
    pub(super) const fn matters(kind: Kind) -> bool {
        matches!(kind, Kind::RequestState)
    }

    /// Notes where the next row of the file stands. Whether that is before a row that the file has before it.
    pub(super) fn comes(&mut self, fields: &Fields, listed: i64) -> bool {
        let (Some(Value::Ref(request)), Some(Value::Instant(at))) = (fields.get("request"), fields.get("at"))
        else {
            return false;
        };
        self.last.insert((*request, *at), listed).is_some_and(|before| before > listed)
    }
}
