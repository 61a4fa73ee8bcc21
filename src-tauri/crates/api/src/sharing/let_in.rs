//! What came and nobody vouched for, let in by somebody who looked: this desk carries it from then on, and so vouches for
//! it to all others.

use std::collections::BTreeMap;

use keepalive_domain::ids::{DeviceId, EntityId};
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_store::{AsideEntry, Read, StoreError, UnvouchedOps};

use super::desk_names::name_thing;
use crate::roles::desk_thing;
use crate::types::{SharingAside, SharingAsideEntry, SharingAsideLook, SharingLetInInput, SharingView};
use crate::{ApiError, ApiResult, App};

/// How many entries of a desk are shown: who asks somebody about them needs no more.
const MOST_SHOWN: usize = 10;

impl App {
    /// What would come in of what was kept aside as one desk's, before it is let in. Names that desk and who carried it as
    /// [`App::sharing_let_in`] does.
    ///
    /// # Errors
    /// Nothing is kept aside of a desk of this mark and this way, or the database cannot be read.
    pub fn sharing_aside(&self, input: SharingLetInInput) -> ApiResult<SharingAsideLook> {
        self.no_sample_is_shared()?;
        let open = self.current();
        // Also those of the clinic that have written nothing: somebody may give them a role, or a name.
        let space = open.store.read(|read| read.space())?;
        let desks: Vec<DeviceId> =
            space.map(|space| self.members(space).desks().collect()).unwrap_or_default();
        open.store.read(|read| looked_at(read, &asked_for(read, &input)?, desks))
    }

    /// Lets in what was kept aside as one desk's. Names that desk and who carried it by their marks, and says whether one of
    /// them was taken out. Every desk has it after the next exchange.
    ///
    /// # Errors
    /// This desk is no manager's, nothing is kept aside of a desk of this mark and this way, it is not what was looked at, or the database cannot be written;
    /// then nothing was let in.
    pub fn sharing_let_in(&self, input: SharingLetInInput) -> ApiResult<SharingView> {
        self.asks(Deed::Share)?;
        self.no_sample_is_shared()?;
        {
            // No meeting goes on meanwhile: it would carry half of it.
            let _meeting = self.sharing.hub();
            let open = self.current();
            let ops = open.store.read(|read| asked_for(read, &input))?;
            if input.entries.is_some_and(|looked_at| looked_at != ops.ops) {
                let message = "Other entries are kept aside by now than were looked at.";
                return Err(ApiError::invalid("entries", "sharing_aside_more", message));
            }
            open.store.let_in(ops)?;
            open.figures.note_everything();
        }
        self.sharing_now(crate::types::Nothing {})
    }
}

/// What somebody asks about.
fn asked_for(read: &Read<'_>, input: &SharingLetInInput) -> ApiResult<UnvouchedOps> {
    let mark = |carrier: Option<DeviceId>| carrier.map(|carrier| carrier.mark());
    let asked = |ops: &UnvouchedOps| {
        ops.device.mark() == input.mark
            && mark(ops.carrier) == input.carried_by
            && ops.taken_out == input.taken_out
    };
    read.unvouched()?.into_iter().find(asked).ok_or_else(|| {
        let message = "Nothing is kept aside that came as a desk's of this mark.";
        ApiError::invalid("mark", "sharing_nothing_aside", message)
    })
}

/// How much is kept aside, for the screen.
pub(super) fn counted(read: &Read<'_>) -> Result<Vec<SharingAside>, StoreError> {
    let counted = read.unvouched()?.into_iter().map(|kept| {
        let UnvouchedOps { device, carrier, taken_out, ops } = kept;
        let carried_by = carrier.map(|carrier| carrier.mark());
        SharingAside { mark: device.mark(), carried_by, entries: ops, taken_out }
    });
    Ok(counted.collect())
}

fn looked_at(read: &Read<'_>, ops: &UnvouchedOps, desks: Vec<DeviceId>) -> ApiResult<SharingAsideLook> {
    let heard = read.heard_desks()?.into_iter().map(|desk| desk.device);
    let named = read.unvouched()?.into_iter().flat_map(|kept| [Some(kept.device), kept.carrier]).flatten();
    let of_desk =
        |device: DeviceId| [desk_thing(device), name_thing(device)].map(|thing| (thing, device.mark()));
    let marks: BTreeMap<_, _> = heard.chain(named).chain(desks).flat_map(of_desk).collect();
    let (shown, all) = read.aside_entries(ops, MOST_SHOWN)?;
    Ok(SharingAsideLook {
        entries: ops.ops,
        deletes: all.deletes,
        empties: all.empties,
        roles: all.roles,
        shown: shown.into_iter().map(|entry| said(entry, &marks)).collect(),
    })
}

/// An entry for the screen. A desk is called by its mark.
fn said(entry: AsideEntry, marks: &BTreeMap<EntityId, String>) -> SharingAsideEntry {
    let AsideEntry { at_ms, about, things, weight } = entry;
    let (kind, text, role, desk_name) = match about {
        Some(about) => {
            // Not by the name that it gives itself, also where nobody knows it.
            let given = about.text.filter(|_| about.kind != Kind::Desk.name());
            let text = marks.get(&about.id).cloned().or(given);
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
