//! What each desk is there for: said by the invitation it came with, changed by a manager later.
//!
//! A desk without a role is a manager's, as all were before there were roles. What the invitation said stands in this
//! computer's settings until the desk has heard the record once, and is then an act of the record like any other: said
//! earlier, it would be older than what it is about.

use std::collections::BTreeSet;

use keepalive_domain::ids::DeviceId;
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::DeskRole;
use keepalive_store::{ActDraft, Read};

use crate::acts::{Done, out_of_the_trash};
use crate::app::Open;
use crate::roles::{desk_thing, role_of};
use crate::types::{Saved, SharingRoleInput};
use crate::{ApiError, ApiResult, App};

/// What the act of a desk is called that says what it was invited for. No desk takes it back itself.
pub(crate) const JOINED: &str = "desk_joined";

impl App {
    /// Says what a desk of the clinic is there for. Names it by its mark.
    ///
    /// # Errors
    /// No desk has this mark, or the clinic would be left without a manager's desk.
    pub fn sharing_role(&self, input: SharingRoleInput) -> ApiResult<Saved> {
        self.asks(Deed::Share)?;
        self.no_sample_is_shared()?;
        let SharingRoleInput { mark, role } = input;
        let device = self.current().store.read(|read| {
            let device = self.desk_of_mark(read, &mark)?;
            self.leaves_a_manager(read, device, role)?;
            Ok::<_, ApiError>(device)
        })?;
        self.act(Deed::Share, None, move |act| {
            let change = Change::of(Kind::Desk, desk_thing(device)).with("role", role.word());
            let change = out_of_the_trash(act.write.read(), change)?;
            act.set(change);
            Ok(Done::named("desk_role", [mark, role.word().to_owned()]))
        })
    }

    /// Refuses to make the last manager's desk less.
    ///
    /// # Errors
    /// It is the last one.
    pub(crate) fn leaves_a_manager(
        &self,
        read: &Read<'_>,
        device: DeviceId,
        role: DeskRole,
    ) -> ApiResult<()> {
        if role == DeskRole::Manager || self.anybody_manages(read, Some(device))? {
            return Ok(());
        }
        let message = "This is the last manager's desk. Make another desk a manager's first.";
        Err(ApiError::invalid("role", "sharing_last_manager", message))
    }

    /// Whether a desk that wrote something, and is not out, is a manager's; this one aside.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn anybody_manages(&self, read: &Read<'_>, aside: Option<DeviceId>) -> ApiResult<bool> {
        let members = read.space()?.map(|space| self.members(space)).unwrap_or_default();
        let out: BTreeSet<_> = members.taken_out().map(|out| out.device).collect();
        for desk in read.heard_desks()? {
            let stays = Some(desk.device) != aside && !out.contains(&desk.device);
            if stays && role_of(read, desk.device)? == DeskRole::Manager {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether everything that others wrote came here once since this desk shares.
    pub(crate) fn met_once(&self) -> bool {
        self.device.remembered().sharing.met.is_some()
    }

    /// Writes down what this desk was invited for, now that it has heard the record. Where it may only read, that stays
    /// with its settings, unless somebody has said something of it meanwhile.
    ///
    /// # Errors
    /// The database or the settings cannot be written; it is tried again after the next meeting.
    pub(super) fn say_role(&self, open: &Open, reads_only: bool) -> ApiResult<()> {
        let Some(role) = self.device.remembered().sharing.joined_as else { return Ok(()) };
        let said = open.store.read(|read| {
            let Some(own) = read.device()? else { return Ok(None) };
            let thing = read.thing(desk_thing(own))?;
            Ok::<_, ApiError>(Some((own, role_of(read, own)?, thing.is_some())))
        })?;
        let Some((own, standing, said)) = said else { return Ok(()) };
        if reads_only && !said {
            return Ok(());
        }
        if !reads_only && standing != role {
            write_role(open, own, role)?;
        }
        self.device.remember(|all| all.sharing.joined_as = None)?;
        Ok(())
    }

    /// The desk of this mark, by what it wrote or by its keys.
    fn desk_of_mark(&self, read: &Read<'_>, mark: &str) -> ApiResult<DeviceId> {
        let members = read.space()?.map(|space| self.members(space)).unwrap_or_default();
        let heard = read.heard_desks()?.into_iter().map(|desk| desk.device);
        let found = heard.chain(members.desks()).find(|device| device.mark() == mark);
        found.ok_or_else(|| {
            ApiError::invalid("mark", "sharing_no_such_desk", "No desk of the clinic has this mark.")
        })
    }
}

/// Writes down what this desk was invited for.
///
/// # Errors
/// The database cannot be written.
pub(crate) fn write_role(open: &Open, own: DeviceId, role: DeskRole) -> ApiResult<()> {
    let committed = open.store.write(move |write| {
        let change = Change::of(Kind::Desk, desk_thing(own)).with("role", role.word());
        let changes = vec![out_of_the_trash(write.read(), change)?];
        let label = Label::new(JOINED, [role.word()]);
        write.record(ActDraft { label, changes, ..ActDraft::default() }).map_err(ApiError::from)
    })?;
    open.figures.note(&committed);
    Ok(())
}
