//! Search over everything, and what is alike while typing.

use keepalive_domain::capture_line::CaptureLine;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::RequestState;
use keepalive_store::read::SimilarRow;

use super::request_list::turn_of;
use super::{days_between, live_on};
use crate::types::{SearchHit, SearchInput, SimilarInput, SimilarItem};
use crate::{ApiResult, App};

/// Hits if not said otherwise, and the most there are.
const HITS: (u32, u32) = (20, 50);

/// Similar items if not said otherwise, and the most there are.
const SIMILAR: (u32, u32) = (2, 5);

/// The longest question that is looked at, in characters.
const MOST_CHARS: usize = 300;

impl App {
    /// Things that have all the words, or words that begin so.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search(&self, input: SearchInput) -> ApiResult<Vec<SearchHit>> {
        let text: String = input.text.chars().take(MOST_CHARS).collect();
        let limit = input.limit.unwrap_or(HITS.0).min(HITS.1);
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let hit = |found: keepalive_store::read::Found| SearchHit {
                id: found.id.into(),
                kind: found.kind.name().to_owned(),
                key: found.key,
                title: found.title,
                closed: found.closed,
            };
            Ok(read.search(&text, today, limit)?.into_iter().map(hit).collect())
        })
    }

    /// Open requests and workarounds in use that read like a line of quick capture.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn similar(&self, input: SimilarInput) -> ApiResult<Vec<SimilarItem>> {
        let title: String = CaptureLine::parse(&input.text).title.chars().take(MOST_CHARS).collect();
        let limit = input.limit.unwrap_or(SIMILAR.0).min(SIMILAR.1);
        let open = self.current();
        let (rows, today, vendor) = open.store.read(|read| -> ApiResult<_> {
            let today = self.moment(read)?.today;
            let systems = read.systems()?;
            let vendor = live_on(&systems, today).map(|system| system.vendor.clone());
            Ok((read.similar(&title, today, limit)?, today, vendor))
        })?;
        let any_workaround = rows.iter().any(|row| row.kind == Kind::Workaround);
        // Counted figures only where they are at hand: no keystroke waits for them.
        let figures = if any_workaround { open.figures.at_hand(today) } else { None };
        let shown = |row: SimilarRow| {
            let waits = row.state == Some(RequestState::WaitingVendor);
            let late = row.fix_due.map(|due| days_between(due, today)).filter(|days| waits && *days > 0);
            let is_request = row.kind == Kind::Request;
            SimilarItem {
                id: row.id.into(),
                kind: row.kind.name().to_owned(),
                key: row.key,
                title: row.title,
                people: row.people,
                turn: is_request.then(|| turn_of(row.state.unwrap_or(RequestState::New), row.has_owner)),
                vendor: row.vendor.or_else(|| vendor.clone()).filter(|_| waits),
                late_days: late,
                times: row.times,
                median_minutes: figures.as_ref().and_then(|figures| figures.median_minutes(row.id)),
            }
        };
        Ok(rows.into_iter().map(shown).collect())
    }
}
