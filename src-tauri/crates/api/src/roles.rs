//! What a desk may do: asked at the border, by every command that does something.
//!
//! [`keepalive_domain::roles`] is the table of roles; here stands which deed each command is, and which role this desk has.

use keepalive_domain::ids::{DeviceId, EntityId};
use keepalive_domain::roles::{Deed, ThingIs, deed_of_form, may, whose};
use keepalive_domain::schema::Kind;
use keepalive_domain::words::DeskRole;
use keepalive_store::Read;

use crate::{ApiError, ApiResult, App, ErrorCode};

/// Which deed a command is; `None` for a name that is none. A command may ask for more once it knows what it is about: `save`
/// of what another desk wrote is triage.
#[must_use]
pub fn deed_of(command: &str) -> Option<Deed> {
    Some(match command {
        "app_state" | "today" | "request_list" | "request_detail" | "moves_of_many" | "workaround_list"
        | "workaround_detail" | "change_list" | "change_detail" | "event_list" | "event_detail"
        | "question_list" | "question_detail" | "shadow_list" | "shadow_detail" | "owners"
        | "hand_over_look" | "friction" | "figure" | "chart_file" | "break_charts" | "survival"
        | "explain" | "vendor" | "list_file" | "review" | "report" | "report_file" | "search" | "similar"
        | "history" | "two_values" | "catalogue" | "entity" | "capture_parse" | "pulse_weeks" | "trash"
        | "undo_list" | "settings" | "thresholds" | "export_look" | "import_progress" | "measure"
        | "diagnostics" | "verify" | "digest" | "backups" | "backup_look" | "backup_look_file"
        | "sharing" | "sharing_aside" | "sharing_invited" | "sharing_sheet" | "sharing_sheet_file"
        | "redact_look" | "work" | "export_tables" | "export_archive" | "sharing_export" => Deed::Look,

        // What stands on this screen or runs here can be ended whatever the desk is for by now.
        "settings_set"
        | "sample_open"
        | "sample_close"
        | "backup_now"
        | "backup_drill"
        | "backup_second_set"
        | "backup_second_clear"
        | "import_cancel"
        | "work_cancel"
        | "sharing_invite_end"
        | "sharing_sheet_end" => Deed::ThisComputer,

        // Moving is one where another desk moved the clinic; else it is sharing.
        "sharing_begin"
        | "sharing_begin_database"
        | "sharing_move"
        | "sharing_answer"
        | "sharing_open_sheet"
        | "sharing_join"
        | "sharing_join_not"
        | "sharing_now"
        | "sharing_import"
        | "sharing_stop" => Deed::Connect,

        "capture_save" | "again" => Deed::Log,
        "comment" | "voice_add" | "voice_remove" | "nothing_to_report" | "pulse_save" => Deed::Say,
        "save" | "delete" | "restore" | "sharing_name" => Deed::Own,
        "undo" | "redo" => Deed::TakeBack,
        "move_request" | "move_requests" | "merge_requests" | "link" | "unlink" | "chase_add"
        | "fact_add" | "correct_day" | "settle_two_values" => Deed::Triage,
        "hand_over" => Deed::Owners,
        "thresholds_save" | "first_run" => Deed::Settings,
        "bulk_save" => Deed::Bulk,
        "import_open" | "import_preview" | "import_run" | "import_archive" | "mapping_keep"
        | "mapping_forget" => Deed::Import,
        "redact" | "redact_copies" => Deed::Redact,
        "backup_restore" | "backup_restore_file" | "backup_put_back" => Deed::Restore,
        "sharing_invite"
        | "sharing_role"
        | "sharing_let_in"
        | "sharing_sheet_make"
        | "sharing_sheet_withdraw"
        | "sharing_take_out"
        | "sharing_stay" => Deed::Share,
        _ => return None,
    })
}

/// The thing that says what a desk is there for.
pub(crate) fn desk_thing(device: DeviceId) -> EntityId {
    EntityId::named(Kind::Desk.name(), &[&device.to_string()])
}

/// What the record says that a desk is there for; `None` where nobody has said it. A word that only a newer version knows
/// lets nobody write what that version would not.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn said_of(read: &Read<'_>, device: DeviceId) -> ApiResult<Option<DeskRole>> {
    Ok(word_of(read, device)?.map(|word| DeskRole::from_word(&word).unwrap_or(DeskRole::Reader)))
}

/// The same as it is spelled there.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn word_of(read: &Read<'_>, device: DeviceId) -> ApiResult<Option<String>> {
    let Some(desk) = read.thing(desk_thing(device))? else { return Ok(None) };
    let role = desk.field("role");
    if desk.is_deleted() || role.is_null() {
        return Ok(None);
    }
    Ok(Some(role.as_text().unwrap_or_default().to_owned()))
}

/// What a desk is there for, as the record says: a manager's where nobody has said.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn role_of(read: &Read<'_>, device: DeviceId) -> ApiResult<DeskRole> {
    Ok(said_of(read, device)?.unwrap_or(DeskRole::Manager))
}

/// Whether another desk wrote something that stands here. Who this file wrote as before is no other.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn others_wrote(read: &Read<'_>) -> ApiResult<bool> {
    Ok(read.heard_desks()?.iter().any(|desk| !desk.this && !desk.left_behind))
}

impl App {
    /// What this desk is there for. A desk alone and the sample's is a manager's.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn role_here(&self, read: &Read<'_>) -> ApiResult<DeskRole> {
        if self.is_sample() {
            return Ok(DeskRole::Manager);
        }
        let Some(own) = read.device()? else { return Ok(DeskRole::Manager) };
        let memory = self.device.sharing_role();
        if memory.reads_only {
            return Ok(DeskRole::Reader);
        }
        // Before there is a clinic there is nothing to keep anybody from.
        let role = match memory.invited {
            Some(invited) if read.clinic()?.is_some() => invited,
            _ => role_of(read, own)?,
        };
        if role == DeskRole::Manager {
            return Ok(role);
        }
        let own_record = if others_wrote(read)? {
            self.nobody_manages(read)?
        } else {
            // A record in which no other desk ever wrote is nobody else's, unless it waits for those it has joined.
            memory.invited.is_none() || !memory.shares
        };
        Ok(if own_record { DeskRole::Manager } else { role })
    }

    /// Whether a form may change this thing at this desk.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn may_edit(&self, read: &Read<'_>, thing: EntityId, kind: Kind) -> ApiResult<bool> {
        may_edit_as(self.role_here(read)?, read, thing, kind)
    }

    /// Refuses what this desk is not there for.
    ///
    /// # Errors
    /// [`ErrorCode::NotThisDesk`], the role in the hint.
    pub(crate) fn asks(&self, deed: Deed) -> ApiResult<()> {
        if whose(deed) == DeskRole::ALL {
            return Ok(());
        }
        self.current().store.read(|read| refuse(self.role_here(read)?, deed))
    }
}

/// Whether a form may change this thing at a desk of this role: for many things the role is asked for once.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn may_edit_as(role: DeskRole, read: &Read<'_>, thing: EntityId, kind: Kind) -> ApiResult<bool> {
    let may_as = |is| may(role, deed_of_form(kind, is));
    Ok(may_as(ThingIs::Others) || (may_as(ThingIs::Own) && read.only_written_here(thing, kind)?))
}

/// Refuses what a desk of this role is not there for.
///
/// # Errors
/// [`ErrorCode::NotThisDesk`], the role in the hint.
pub(crate) fn refuse(role: DeskRole, deed: Deed) -> ApiResult<()> {
    if may(role, deed) {
        return Ok(());
    }
    let at = if may(DeskRole::Provider, deed) { "a desk that writes" } else { "a manager's desk" };
    let message = match role {
        DeskRole::Reader => format!("This desk only reads. This is done at {at}."),
        _ => format!("This desk may write down and read. This is done at {at}."),
    };
    Err(ApiError::new(ErrorCode::NotThisDesk, message).hinting(role.word()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_a_deed() {
        for command in crate::COMMANDS.iter().chain(crate::HOST_COMMANDS) {
            assert!(deed_of(command.name).is_some(), "{} has no entry", command.name);
        }
        assert_eq!(deed_of("drop_everything"), None);
    }

    #[test]
    fn a_refusal_names_the_role_and_who_may() {
        let refused = refuse(DeskRole::Provider, Deed::Triage).unwrap_err();
        assert_eq!((refused.code, refused.hint.as_deref()), (ErrorCode::NotThisDesk, Some("provider")));
        assert!(refused.message.contains("a manager's desk"), "{}", refused.message);
        let refused = refuse(DeskRole::Reader, Deed::Log).unwrap_err();
        assert_eq!(refused.hint.as_deref(), Some("reader"));
        assert!(refused.message.contains("a desk that writes"), "{}", refused.message);
    }
}
