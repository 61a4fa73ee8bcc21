//! What each desk is there for: said by the invitation it came with, changed by a manager later.
//!
//! A desk without a role is a manager's, as all were before there were roles. What the invitation said stands in this
//! computer's settings until the desk has heard the record once, and is then an act of the record like any other: said
//! earlier, it would be older than what it is about.

use keepalive_domain::ids::DeviceId;
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::DeskRole;
use keepalive_seal::Members;
use keepalive_store::{ActDraft, Read, Write};

use super::desk_keys;
use crate::acts::{Done, out_of_the_trash};
use crate::app::Open;
use crate::device::RoleMemory;
use crate::roles::{desk_thing, others_wrote, role_of, said_of};
use crate::types::{Saved, SharingRoleInput};
use crate::{ApiError, ApiResult, App};

/// What the act of a desk is called that says what it was invited for. No desk takes it back itself.
pub(crate) const JOINED: &str = "desk_joined";

/// What the act is called by which a manager's desk says what a desk is there for. It is changed where it was given, and
/// never taken back by the key: whoever presses that after taking a desk out means something else.
pub(crate) const ROLE_GIVEN: &str = "desk_role";

/// Which manager's desk cannot be made less.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LastManager {
    /// There are several.
    NotOne,
    /// The one of this mark.
    This(String),
    /// None of them can be one: whichever is made less, nobody is left.
    Any,
}

impl LastManager {
    pub(super) fn is(&self, mark: &str) -> bool {
        match self {
            Self::NotOne => false,
            Self::This(last) => last == mark,
            Self::Any => true,
        }
    }
}

/// What a desk counts as that is in by its keys, wrote nothing, and of which nobody has said anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unsaid {
    /// A manager's, as it is by the table of roles: nobody else becomes more while there is one.
    Managers,
    /// Nobody that a clinic can be left to: it may not even have come.
    Nobodys,
}

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
        let called = self.words_of_desk(&mark)?;
        let saved = self.act(Deed::Share, None, move |act| {
            let change = Change::of(Kind::Desk, desk_thing(device)).with("role", role.word());
            let change = out_of_the_trash(act.write.read(), change)?;
            act.set(change);
            Ok(Done::named(ROLE_GIVEN, [called, role.word().to_owned()]))
        })?;
        // Nobody is offered to take it back.
        Ok(Saved { act: None, ..saved })
    }

    /// Refuses to make the last manager's desk less.
    ///
    /// # Errors
    /// It is the last one, or who is in cannot be read.
    pub(crate) fn leaves_a_manager(
        &self,
        read: &Read<'_>,
        device: DeviceId,
        role: DeskRole,
    ) -> ApiResult<()> {
        let members = self.who_is_known(read)?;
        if role == DeskRole::Manager
            || self.a_manager(read, &members, Unsaid::Nobodys, Some(device))?.is_some()
        {
            return Ok(());
        }
        let message = "This is the last manager's desk. Make another desk a manager's first.";
        Err(ApiError::invalid("role", "sharing_last_manager", message))
    }

    /// Which desk's role cannot be less, because the clinic would be left without a manager's. Where who is in cannot be read
    /// that is not known, and is said when somebody tries.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn last_manager(&self, read: &Read<'_>) -> ApiResult<LastManager> {
        let Ok(members) = self.who_is_known(read) else { return Ok(LastManager::NotOne) };
        let Some(one) = self.a_manager(read, &members, Unsaid::Nobodys, None)? else {
            return Ok(LastManager::Any);
        };
        let another = self.a_manager(read, &members, Unsaid::Nobodys, Some(one))?;
        Ok(if another.is_some() { LastManager::NotOne } else { LastManager::This(one.mark()) })
    }

    /// Whether the whole record was here once and says by now that nobody manages: two managers made each other less at the
    /// same moment, or the last one's keys are gone. No clinic is left without one: then every desk is a manager's. A desk
    /// that is in by its keys and of which nobody has said anything is one already.
    ///
    /// That a meeting went through says nothing of it: a cloud's folder shows one desk's changes before another's.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn nobody_manages(&self, read: &Read<'_>) -> ApiResult<bool> {
        let heard = self.device.sharing_role().heard;
        if heard.is_none() || heard != read.space()? {
            return Ok(false);
        }
        match self.who_is_known(read) {
            Ok(members) => Ok(self.a_manager(read, &members, Unsaid::Managers, None)?.is_none()),
            Err(error) => {
                // Nobody becomes more by a file that cannot be read.
                tracing::warn!(message = error.message, "who is in is not known");
                Ok(false)
            }
        }
    }

    /// A desk that is a manager's and can be one: it is in, with keys once a later key has begun, and no name that this
    /// file left behind; one that wrote nothing counts where somebody has said it of it, and as `unsaid` where nobody has said
    /// anything. One desk aside.
    ///
    /// # Errors
    /// The database cannot be read.
    fn a_manager(
        &self,
        read: &Read<'_>,
        members: &Members,
        unsaid: Unsaid,
        aside: Option<DeviceId>,
    ) -> ApiResult<Option<DeviceId>> {
        let RoleMemory { invited, reads_only, .. } = self.device.sharing_role();
        let own = read.device()?;
        let heard = read.heard_desks()?;
        let can =
            |device| Some(device) != aside && members.goes_on(device) && !(own == Some(device) && reads_only);
        for desk in heard.iter().filter(|desk| !desk.left_behind && can(desk.device)) {
            let role = match invited.filter(|_| desk.this) {
                Some(invited) => invited,
                None => role_of(read, desk.device)?,
            };
            if role == DeskRole::Manager {
                return Ok(Some(desk.device));
            }
        }
        for device in members.desks().filter(|device| can(*device)) {
            if heard.iter().any(|desk| desk.device == device) {
                continue;
            }
            let manages = match said_of(read, device)? {
                Some(said) => said == DeskRole::Manager,
                // What this desk is there for its settings say.
                None => unsaid == Unsaid::Managers && own != Some(device),
            };
            if manages {
                return Ok(Some(device));
            }
        }
        Ok(None)
    }

    /// Notes that the whole record is here, once: others wrote in it, nothing of it is waited for, and somebody manages.
    ///
    /// # Errors
    /// The database cannot be read or the settings not be written; it is tried again after the next meeting.
    pub(crate) fn note_heard(&self, open: &Open, unreadable: u64) -> ApiResult<()> {
        let heard = self.device.sharing_role().heard;
        let space = open.store.read(|read| {
            let space = read.space()?.filter(|space| heard != Some(*space));
            let whole = space.is_some()
                && unreadable == 0
                && others_wrote(read)?
                && self.a_manager(read, &self.who_is_known(read)?, Unsaid::Nobodys, None)?.is_some();
            Ok::<_, ApiError>(space.filter(|_| whole))
        })?;
        if let Some(space) = space {
            self.device.remember(|all| all.sharing.heard = Some(space))?;
        }
        Ok(())
    }

    /// Writes down what this desk was invited for, now that it has heard the record: anew also where that stands already,
    /// since somebody may have said otherwise and not exchanged it yet. Where it may only read, that stays with its
    /// settings, unless somebody has said something of it meanwhile.
    ///
    /// # Errors
    /// The database or the settings cannot be written; it is tried again after the next meeting.
    pub(super) fn say_role(&self, open: &Open, reads_only: bool) -> ApiResult<()> {
        let unreadable = self.sharing.standing().unreadable;
        self.note_heard(open, unreadable)?;
        let Some(role) = self.device.remembered().sharing.joined_as else { return Ok(()) };
        let said = open.store.read(|read| {
            let Some(own) = read.device()?.filter(|_| unreadable == 0) else { return Ok(None) };
            // A cloud's folder shows the small invitation before the record.
            if !others_wrote(read)? {
                return Ok(None);
            }
            Ok::<_, ApiError>(Some((own, read.thing(desk_thing(own))?.is_some())))
        })?;
        let Some((own, said)) = said else { return Ok(()) };
        if reads_only && !said {
            // Nobody else would ever see a name that it cannot write.
            self.device.remember(|all| all.sharing.called = None)?;
            return Ok(());
        }
        // Of a new desk nobody has said anything: it is a manager's without a word.
        if !reads_only && (said || role != DeskRole::Manager) {
            write_role(open, own, role)?;
        }
        // Where it may only read at the server, a manager names it.
        if !reads_only {
            self.say_name(open, own)?;
        }
        self.device.remember(|all| {
            all.sharing.joined_as = None;
            all.sharing.called = None;
            all.sharing.entered = false;
        })?;
        Ok(())
    }

    /// Where sharing stops before anybody was heard, this desk has joined nothing: it writes where it did before, what it was
    /// invited for is forgotten, and so is the key, so that going there again takes a code.
    ///
    /// # Errors
    /// The database, the key's file or the settings cannot be written.
    pub(super) fn gives_up_joining(&self) -> ApiResult<()> {
        let memory = self.device.remembered().sharing;
        if memory.joined_as.is_none() {
            return Ok(());
        }
        // A meeting that still goes on may bring the others.
        let _no_meeting = self.sharing.between_meetings();
        let open = self.current();
        if open.store.read(others_wrote)? {
            return Ok(());
        }
        if memory.entered
            && let Some(left) = open.store.read(|read| read.space())?
        {
            self.forget_key(left)?;
            open.store.write(|write| write.leave_space())?;
        }
        self.device.remember(|all| {
            all.sharing.joined_as = None;
            all.sharing.called = None;
            all.sharing.entered = false;
        })?;
        Ok(())
    }

    /// What is known of who is in.
    ///
    /// # Errors
    /// It cannot be read: nobody may take it for "nobody is out".
    fn who_is_known(&self, read: &Read<'_>) -> ApiResult<Members> {
        let known = read.space()?.map(|space| desk_keys::members(&self.clinic_file, space));
        known.transpose().map(Option::unwrap_or_default)
    }

    /// The desk of this mark, by what it wrote or by its keys.
    ///
    /// # Errors
    /// No desk of the clinic has it, or who is in cannot be read.
    pub(super) fn desk_of_mark(&self, read: &Read<'_>, mark: &str) -> ApiResult<DeviceId> {
        let members = self.who_is_known(read)?;
        let heard = read.heard_desks()?.into_iter().map(|desk| desk.device);
        let found = heard.chain(members.desks()).find(|device| device.mark() == mark);
        found.ok_or_else(|| {
            ApiError::invalid("mark", "sharing_no_such_desk", "No desk of the clinic has this mark.")
        })
    }
}

/// Writes down what this desk is there for, in an act of its own.
///
/// # Errors
/// The database cannot be written.
pub(crate) fn write_role(open: &Open, own: DeviceId, role: DeskRole) -> ApiResult<()> {
    let committed = open.store.write(move |write| say_role_in(write, own, role.word()))?;
    open.figures.note(&committed);
    Ok(())
}

/// The same in a write that does more, by the role's word.
///
/// # Errors
/// From the store.
pub(super) fn say_role_in(write: &mut Write<'_>, own: DeviceId, role: &str) -> ApiResult<()> {
    let change = Change::of(Kind::Desk, desk_thing(own)).with("role", role);
    let changes = vec![out_of_the_trash(write.read(), change)?];
    let label = Label::new(JOINED, [role]);
    write.record_anew(ActDraft { label, changes, ..ActDraft::default() })?;
    Ok(())
}
