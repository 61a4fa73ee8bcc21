//! What each desk is called: said by somebody who saw it in a field, in the list of desks or while joining. The computer's own
//! name is only proposed there.
//!
//! A name stands in a thing of its own beside what the desk is there for: whoever takes a name back, or says one while a
//! manager gives a role elsewhere, never touches the role.

use keepalive_domain::check::check_text;
use keepalive_domain::ids::{DeviceId, EntityId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::roles::{Deed, may};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use keepalive_domain::words::DeskRole;
use keepalive_store::{ActDraft, Read};

use crate::acts::{Done, out_of_the_trash};
use crate::app::Open;
use crate::guard::guard;
use crate::types::{Saved, SharingDesk, SharingJoinNowInput, SharingNameInput};
use crate::{ApiResult, App};

/// What the act is called that gives a desk a name.
const NAMED: &str = "desk_named";

/// What the act is called that takes its name away.
const UNNAMED: &str = "desk_unnamed";

/// What a system calls a computer that nobody has given a name.
const NO_NAME: &str = "localhost";

/// The thing that says what a desk is called.
pub(super) fn name_thing(device: DeviceId) -> EntityId {
    EntityId::named(Kind::Desk.name(), &[&device.to_string(), "name"])
}

/// What a desk is called, as the record says.
///
/// # Errors
/// The database cannot be read.
pub(super) fn desk_name(read: &Read<'_>, device: DeviceId) -> ApiResult<Option<String>> {
    let named = read.thing(name_thing(device))?.filter(|thing| !thing.is_deleted());
    Ok(named.and_then(|thing| thing.field("name").as_text().map(str::to_owned)))
}

/// A name for a computer as people would say it: without the network's part behind it. One at which the guard would stop
/// whoever left the field as it was is not proposed.
fn as_said(host: &str) -> Option<String> {
    let name = host.split('.').next().unwrap_or_default().trim();
    // A number is part of an address, and names nothing.
    let is_one = name.chars().any(char::is_alphabetic) && !name.eq_ignore_ascii_case(NO_NAME);
    (is_one && guard("name", name, false).is_ok()).then(|| name.to_owned())
}

impl App {
    /// Says what the system calls this computer. It is proposed where somebody names this desk, and written nowhere by itself.
    pub fn computer_is_called(&self, host: &str) {
        *self.sharing.computer() = as_said(host);
    }

    /// Says what a desk of the clinic is called; an empty name takes it away. Each desk says its own, a manager's any.
    ///
    /// # Errors
    /// No desk has this mark; this desk only reads, or is no manager's and the mark another desk's; the name is too long or
    /// may be a patient's.
    pub fn sharing_name(&self, input: SharingNameInput) -> ApiResult<Saved> {
        self.asks(Deed::Own)?;
        self.no_sample_is_shared()?;
        let SharingNameInput { mark, name, phi_ok } = input;
        let (device, own) = self
            .current()
            .store
            .read(|read| Ok::<_, crate::ApiError>((self.desk_of_mark(read, &mark)?, read.device()?)))?;
        let deed = if own == Some(device) { Deed::Own } else { Deed::Share };
        self.asks(deed)?;
        let name = check_text("name", name.as_deref().unwrap_or_default(), FieldType::Text)?;
        let before = self.words_of_desk(&mark)?;
        let saved = self.act(deed, phi_ok, move |act| {
            let change = out_of_the_trash(act.write.read(), naming(device, name.clone()))?;
            act.set(change);
            Ok(match name {
                Value::Text(name) => Done::named(NAMED, [before, name]),
                _ => Done::named(UNNAMED, [before]),
            })
        })?;
        // What was said while joining counts no more, where it is not in the record yet.
        if own == Some(device)
            && let Err(error) = self.device.remember(|all| all.sharing.called = None)
        {
            tracing::warn!(%error, "what this desk was called while joining is still remembered");
        }
        Ok(saved)
    }

    /// A desk of this mark as people know it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn words_of_desk(&self, mark: &str) -> ApiResult<String> {
        let desks = self.desks()?;
        let desk = desks.iter().find(|desk| desk.mark == mark);
        Ok(desk.map_or_else(|| mark.to_owned(), |desk| desk.words(&desks)))
    }

    /// What to propose where this desk has no name and may say one.
    pub(super) fn name_to_propose(&self, desks: &[SharingDesk]) -> Option<String> {
        let this = desks.iter().find(|desk| desk.this)?;
        let may_say = this.role.is_some_and(|role| may(role, Deed::Own));
        if this.name.is_some() || !may_say { None } else { self.sharing.computer().clone() }
    }

    /// What to propose to a desk that joins for this: the name it has, or its computer's.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn name_to_join_by(&self, role: DeskRole) -> ApiResult<Option<String>> {
        if !may(role, Deed::Own) {
            return Ok(None);
        }
        let has = self.current().store.read(|read| match read.device()? {
            Some(own) => desk_name(read, own),
            None => Ok(None),
        })?;
        Ok(has.or_else(|| self.sharing.computer().clone()))
    }

    /// Writes down what somebody called this desk while joining, now that it has heard the record.
    ///
    /// # Errors
    /// The database cannot be written; it is tried again after the next meeting.
    pub(super) fn say_name(&self, open: &Open, own: DeviceId) -> ApiResult<()> {
        let Some(name) = self.device.remembered().sharing.called else { return Ok(()) };
        if open.store.read(|read| desk_name(read, own))?.as_ref() == Some(&name) {
            return Ok(());
        }
        let committed = open.store.write(move |write| {
            let change = naming(own, Value::Text(name.clone()));
            let changes = vec![out_of_the_trash(write.read(), change)?];
            let label = Label::new(NAMED, [own.mark(), name]);
            write.record(ActDraft { label, changes, ..ActDraft::default() })?;
            Ok::<_, crate::ApiError>(())
        })?;
        open.figures.note(&committed);
        Ok(())
    }
}

/// The name that somebody gave this desk while joining, looked at as any text of the record is.
///
/// # Errors
/// It is too long or may be a patient's.
pub(super) fn name_typed(input: &SharingJoinNowInput) -> ApiResult<Option<String>> {
    let typed = input.name.as_deref().unwrap_or_default();
    let Value::Text(name) = check_text("name", typed, FieldType::Text)? else { return Ok(None) };
    guard("name", &name, input.phi_ok == Some(true))?;
    Ok(Some(name))
}

/// The change that gives a desk a name, or takes it away.
fn naming(device: DeviceId, name: Value) -> Change {
    Change::of(Kind::Desk, name_thing(device)).with("name", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_is_called_without_its_network() {
        for (host, said) in [
            ("FRONT-DESK", Some("FRONT-DESK")),
            ("Exam2.clinic.example", Some("Exam2")),
            ("Marias-MacBook-Pro.local", Some("Marias-MacBook-Pro")),
            (" fd1 ", Some("fd1")),
            ("localhost.localdomain", None),
            ("LOCALHOST", None),
            ("000-00-0000", None),
            ("", None),
        ] {
            assert_eq!(as_said(host).as_deref(), said, "{host}");
        }
    }

    #[test]
    fn a_desk_is_called_by_its_name_and_two_of_one_name_by_their_marks_too() {
        let desk = |mark: &str, name: Option<&str>| SharingDesk {
            mark: mark.to_owned(),
            name: name.map(str::to_owned),
            this: false,
            wrote_at: None,
            by: None,
            version: None,
            out: false,
            has_keys: false,
            role: None,
            last_manager: false,
        };
        let desks = [
            desk("0a1b2c3d", Some("Front desk")),
            desk("99887766", Some("front desk")),
            desk("44332211", Some("Exam room 2")),
            desk("5bd51712", None),
        ];
        let words: Vec<_> = desks.iter().map(|desk| desk.words(&desks)).collect();
        assert_eq!(words, ["Front desk, 0a1b2c3d", "front desk, 99887766", "Exam room 2", "5bd51712"]);
    }
}
