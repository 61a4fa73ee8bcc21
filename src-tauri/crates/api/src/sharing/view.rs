//! How sharing stands, for the screen.

use std::collections::BTreeSet;
use std::path::Path;

use keepalive_domain::words::DeskRole;
use keepalive_store::{HeardDesk, Read};
use keepalive_sync::Coming;

use super::desk_names::desk_name;
use super::remembered::Place;
use super::{kept_sheets, key_file, let_in};
use crate::roles::{role_of, said_of};
use crate::types::{Nothing, SharingComing, SharingDesk, SharingPlace, SharingPlaceKind, SharingView};
use crate::{ApiResult, App};

impl App {
    /// How sharing stands at this desk. Asks the record and memory alone, never the folder or the
    /// server: it may be away.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sharing(&self, _input: Nothing) -> ApiResult<SharingView> {
        let open = self.current();
        if open.sample {
            return Ok(SharingView { sample: true, ..SharingView::default() });
        }
        let memory = self.device.remembered().sharing;
        let space = open.store.read(|read| read.space())?;
        let kept_aside = if memory.place.is_some() { open.store.read(let_in::counted)? } else { Vec::new() };
        let Some(place) = memory.place else {
            let shared_before = space.is_some_and(|space| key_file::is_there(&self.clinic_file, space));
            return Ok(SharingView { shared_before, ..SharingView::default() });
        };
        let desks = self.desks()?;
        let proposed_name = self.name_to_propose(&desks);
        let members = space.map(|space| self.members(space)).unwrap_or_default();
        let standing = self.sharing.standing();
        let met = standing.met.or(memory.met);
        let ops = self.ops_here(&open)?;
        Ok(SharingView {
            sample: false,
            place: Some(named(&place)),
            shared_before: false,
            met_at: met.map(|met| met.at_ms),
            waiting: met.map(|met| ops.saturating_sub(met.ops)),
            unreadable: standing.unreadable,
            coming: standing.coming.map(|Coming { done, of }| SharingComing { done, of }),
            trouble: standing.trouble.clone(),
            moved_to: standing.moved_to.clone(),
            reads_only: standing.reads_only,
            desks,
            key: space.and_then(|space| self.key_place_shown(space)),
            sheets: space
                .map(|space| kept_sheets::made(&self.clinic_file, space, &members))
                .unwrap_or_default(),
            kept_aside,
            proposed_name,
        })
    }

    /// The desks of the clinic that were heard of, this one first, then who wrote last.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn desks(&self) -> ApiResult<Vec<SharingDesk>> {
        let open = self.current();
        open.store.read(|read| {
            let members = read.space()?.map(|space| self.members(space)).unwrap_or_default();
            let own = read.device()?;
            let heard = read.heard_desks()?;
            let mut desks = heard.into_iter().map(|desk| shown(read, desk)).collect::<ApiResult<Vec<_>>>()?;
            let known: Vec<_> = members.desks().map(|device| (device.mark(), device)).collect();
            let with_keys: BTreeSet<_> = known.iter().map(|(mark, _)| mark).collect();
            let wrote: BTreeSet<_> = desks.iter().map(|desk| desk.mark.clone()).collect();
            // Those that have a key and wrote nothing are to be seen, too.
            for (mark, device) in known.iter().filter(|(mark, _)| !wrote.contains(mark)) {
                desks.push(SharingDesk {
                    mark: mark.clone(),
                    name: desk_name(read, *device)?,
                    this: own == Some(*device),
                    wrote_at: None,
                    by: None,
                    version: None,
                    out: false,
                    has_keys: true,
                    role: said_of(read, *device)?,
                    last_manager: false,
                });
            }
            let out: BTreeSet<_> = members.taken_out().map(|out| out.device.mark()).collect();
            let last = self.last_manager(read)?;
            for desk in &mut desks {
                desk.out = out.contains(&desk.mark);
                desk.has_keys = with_keys.contains(&desk.mark);
                if desk.this {
                    desk.role = Some(self.role_here(read)?);
                    // Said while joining, and not in the record before that has come.
                    if desk.name.is_none() {
                        desk.name = self.device.remembered().sharing.called;
                    }
                }
                desk.last_manager = desk.role == Some(DeskRole::Manager) && last.is(&desk.mark);
            }
            // The sort is stable: after this desk, who wrote last.
            desks.sort_by_key(|desk| !desk.this);
            Ok(desks)
        })
    }
}

fn shown(read: &Read<'_>, desk: HeardDesk) -> ApiResult<SharingDesk> {
    let HeardDesk { device, this, at_ms, by, app, .. } = desk;
    let person = match by {
        Some(by) => read.person(by)?,
        None => None,
    };
    let by = person.map(|person| person.name);
    let (mark, name) = (device.mark(), desk_name(read, device)?);
    let (wrote_at, version, role) = (Some(at_ms), Some(app), Some(role_of(read, device)?));
    Ok(SharingDesk {
        mark,
        name,
        this,
        wrote_at,
        by,
        version,
        out: false,
        has_keys: false,
        role,
        last_manager: false,
    })
}

/// A place as it is shown.
fn named(place: &Place) -> SharingPlace {
    match place {
        Place::Folder(folder) => SharingPlace { kind: SharingPlaceKind::Folder, name: name_of(folder) },
        Place::Database(server) => SharingPlace { kind: SharingPlaceKind::Database, name: server.clone() },
    }
}

/// The last part of a folder's path, or all of it for a drive.
pub(super) fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}
