//! How many rows a list has, remembered for as long as nothing is written.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use keepalive_domain::facts::Day;
use keepalive_domain::ids::OpId;
use keepalive_store::Read;
use keepalive_store::read::{GroupCount, RequestFilter, RequestGroup};

use crate::ApiResult;

/// Lists remembered at once: the ways a desk looks at its requests in a day. Beyond it all are forgotten; counting again
/// costs some milliseconds.
const MOST_LISTS: usize = 64;

/// Counting a filter's rows is the one thing about a list's page that gets longer with the list, and people come back to
/// the same few lists. The newest op in the log names the state of the record: whatever is written, by whatever program,
/// is an op.
#[derive(Default)]
pub(crate) struct ListCounts {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The state of the record and the day that the counts are of.
    of: Option<(OpId, Day)>,
    lists: HashMap<(RequestFilter, RequestGroup), Counted>,
}

/// What the first page of a list tells beside its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    /// How many rows there are.
    pub total: u32,
    /// The groups in their order; none where the list is not grouped.
    pub groups: Vec<GroupCount>,
}

impl ListCounts {
    /// The counts of a list, counted where they are not known yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn of(
        &self,
        read: &Read<'_>,
        filter: &RequestFilter,
        group: RequestGroup,
        today: Day,
    ) -> ApiResult<Counted> {
        // Read in the same picture of the record that is counted, so that neither is older than the other.
        let Some(newest) = read.newest_op_id()? else { return count(read, filter, group, today) };
        let (state, list) = ((newest, today), (filter.clone(), group));
        let known = self.with_kept(|kept| kept.lists.get(&list).filter(|_| kept.of == Some(state)).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let counted = count(read, filter, group, today)?;
        self.with_kept(|kept| {
            if kept.of != Some(state) || kept.lists.len() >= MOST_LISTS {
                kept.lists.clear();
                kept.of = Some(state);
            }
            kept.lists.insert(list, counted.clone());
        });
        Ok(counted)
    }

    fn with_kept<T>(&self, f: impl FnOnce(&mut Kept) -> T) -> T {
        f(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn count(read: &Read<'_>, filter: &RequestFilter, group: RequestGroup, today: Day) -> ApiResult<Counted> {
    let groups = read.request_groups(filter, group, today)?;
    let total = match &groups[..] {
        [] => read.request_count(filter, today)?,
        groups => groups.iter().map(|group| group.count).sum(),
    };
    Ok(Counted { total, groups })
}
