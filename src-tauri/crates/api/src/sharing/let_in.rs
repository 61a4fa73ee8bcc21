//! What came and nobody vouched for, let in by somebody who looked: this desk carries it from then on, and so vouches for
//! it to all others.

use std::collections::BTreeMap;

use keepalive_domain::ids::{DeviceId, EntityId};
use keepalive_domain::roles::Deed;
use keepalive_store::{AsideEntry, Read, StoreError, UnvouchedOps};

use super::desk_names::name_thing;
use crate::roles::desk_thing;
use crate::types::{SharingAside, SharingAsideEntry, SharingLetInInput, SharingView};
use crate::{ApiError, ApiResult, App};

/// How many entries of a desk are shown: who asks somebody about them needs no more.
const MOST_SHOWN: usize = 10;

impl App {
    /// Lets in what was kept aside as one desk's. Names that desk and who carried it by their marks, and says whether one of
    /// them was taken out. Every desk has it after the next exchange.
    ///
    /// # Errors
    /// This desk is no manager's, nothing is kept aside of a desk of this mark and this way, or the database cannot be written;
    /// then nothing was let in.
    pub fn sharing_let_in(&self, input: SharingLetInInput) -> ApiResult<SharingView> {
        self.asks(Deed::Share)?;
        self.no_sample_is_shared()?;
        {
            // No meeting goes on meanwhile: it would carry half of it.
            let _meeting = self.sharing.hub();
            let open = self.current();
            let aside = open.store.read(|read| read.unvouched())?;
            let mark = |carrier: Option<DeviceId>| carrier.map(|carrier| carrier.mark());
            let asked = |ops: &UnvouchedOps| {
                ops.device.mark() == input.mark
                    && mark(ops.carrier) == input.carried_by
                    && ops.taken_out == input.taken_out
            };
            let ops = aside.into_iter().find(asked).ok_or_else(|| {
                let message = "Nothing is kept aside that came as a desk's of this mark.";
                ApiError::invalid("mark", "sharing_nothing_aside", message)
            })?;
            open.store.let_in(ops)?;
            open.figures.note_everything();
        }
        self.sharing_now(crate::types::Nothing {})
    }
}

/// What is kept aside, for the screen.
pub(super) fn shown(read: &Read<'_>) -> Result<Vec<SharingAside>, StoreError> {
    let kept = read.unvouched()?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let heard = read.heard_desks()?.into_iter().map(|desk| desk.device);
    let named = kept.iter().flat_map(|ops| [Some(ops.device), ops.carrier]).flatten();
    let of_desk =
        |device: DeviceId| [desk_thing(device), name_thing(device)].map(|thing| (thing, device.mark()));
    let marks: BTreeMap<_, _> = heard.chain(named).flat_map(of_desk).collect();
    let mut aside = Vec::new();
    for ops in kept {
        let (entries, all) = read.aside_entries(&ops, MOST_SHOWN)?;
        let UnvouchedOps { device, carrier, taken_out, ops } = ops;
        aside.push(SharingAside {
            mark: device.mark(),
            carried_by: carrier.map(|carrier| carrier.mark()),
            entries: ops,
            taken_out,
            deletes: all.deletes,
            empties: all.empties,
            roles: all.roles,
            shown: entries.into_iter().map(|entry| said(entry, &marks)).collect(),
        });
    }
    Ok(aside)
}

/// An entry for the screen. A desk is called by its mark.
fn said(entry: AsideEntry, marks: &BTreeMap<EntityId, String>) -> SharingAsideEntry {
    let AsideEntry { at_ms, about, things, weight } = entry;
    let (kind, text, role, desk_name) = match about {
        Some(about) => {
            // Not by the name that it gives itself.
            let text = marks.get(&about.id).cloned().or(about.text);
            (Some(about.kind), text, about.role, about.desk_name)
        }
        None => (None, None, None, None),
    };
    SharingAsideEntry {
        at: at_ms,
        kind,
        text,
        role,
        desk_name,
        things,
        deletes: weight.deletes,
        empties: weight.empties,
    }
}
