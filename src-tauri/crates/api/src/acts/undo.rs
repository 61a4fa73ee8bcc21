//! Taking acts back, and doing them again.

use keepalive_domain::ids::ActId;
use keepalive_domain::ops;
use keepalive_domain::roles::{Deed, may};
use keepalive_domain::words::DeskRole;
use keepalive_store::read::UndoRow;
use keepalive_store::{Read, Undone, Write};

use super::saved;
use crate::roles::{desk_thing, refuse};
use crate::sharing::{JOINED, ROLE_GIVEN};
use crate::types::{ExchangeKind, Label, Nothing, Saved, UndoInput, UndoListInput, UndoStep};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// Steps of the undo list if not said otherwise.
const STEPS: u32 = 50;

/// The most steps given at once: what a busy clinic does in a month.
const MOST_STEPS: u32 = 5_000;

/// Acts that a clinic begins with: everything else stands on them, and without them there is no clinic to undo in.
const BEGINNINGS: [&str; 2] = ["first_run", keepalive_sample::LABEL];

const NOTHING_LEFT: &str = "There is nothing left to take back.";

/// The act that undo takes back next at a desk of this role; the clinic's beginning stays.
pub(crate) fn next_act(read: &Read<'_>, role: DeskRole) -> ApiResult<Option<UndoRow>> {
    let stands = |step: &UndoRow| !is_beginning(&step.label) && !is_of_a_desk(&step.label);
    let Some(step) = read.next_undo()?.filter(stands) else { return Ok(None) };
    let stays = !may(role, Deed::TakeBack) || is_a_managers(read, role, step.act)?;
    Ok((!stays).then_some(step))
}

/// The act that redo does again next.
pub(crate) fn next_again(read: &Read<'_>) -> ApiResult<Option<UndoRow>> {
    Ok(read.next_redo()?.filter(|step| !is_of_a_desk(&step.label)))
}

/// Whether an act was done while this desk was there for more than now: it is not taken back here.
fn is_a_managers(read: &Read<'_>, role: DeskRole, act: ActId) -> ApiResult<bool> {
    let Some(own) = read.device()?.filter(|_| role != DeskRole::Manager) else { return Ok(false) };
    Ok(read.acted_before_change_of(act, desk_thing(own))?)
}

/// Whether an act is the clinic's beginning, which no window takes back.
fn is_beginning(label: &ops::Label) -> bool {
    BEGINNINGS.contains(&label.code.as_str())
}

/// Whether an act said what a desk is there for, given to it or brought along as it came: that is said otherwise where a manager
/// says it. A right is no slip of the pen, and whoever wants back what has no way back, such as a desk taken out, must not
/// get an older one of these instead.
fn is_of_a_desk(label: &ops::Label) -> bool {
    [ROLE_GIVEN, JOINED].contains(&label.code.as_str())
}

impl App {
    /// Takes the newest act of this computer back, or the one named. Fields somebody changed since are left
    /// alone and counted. Where nothing was done since a restore, the restore is taken back. The act the clinic began with
    /// stays.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`], also where this desk did it while it was a manager's, or it says what a desk is there for; an act that is no act, or the beginning; what hinders the exchange of the file.
    pub fn undo(&self, input: UndoInput) -> ApiResult<Saved> {
        let act = input.act.as_deref().map(parse_act).transpose()?;
        if act.is_none() && self.is_next(ExchangeKind::Restore)? {
            return Ok(self.backup_put_back(Nothing {})?.saved);
        }
        self.take_back("undone", NOTHING_LEFT, move |write| match act {
            Some(act) => match write.undo_act(act)? {
                undone if is_beginning(&undone.label) => {
                    let message = "The clinic began with this. It is not taken back.";
                    Err(ApiError::invalid("act", "beginning", message))
                }
                undone => Ok(Some(undone)),
            },
            // Refused, the write is rolled back whole.
            None => match write.undo()? {
                Some(undone) if is_beginning(&undone.label) => {
                    let message = "There is nothing left to take back: the clinic began here.";
                    Err(ApiError::new(ErrorCode::NothingToUndo, message))
                }
                undone => Ok(undone),
            },
        })
    }

    /// Takes the newest act of this computer back, the one the clinic began with included: the command line's undo, where a
    /// mistyped `init` is taken back and typed again, and where no window is left without a clinic.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`], also where this desk did it while it was a manager's, or it says what a desk is there for.
    pub fn undo_to_nothing(&self) -> ApiResult<Saved> {
        if self.is_next(ExchangeKind::Restore)? {
            return Ok(self.backup_put_back(Nothing {})?.saved);
        }
        self.take_back("undone", NOTHING_LEFT, |write| Ok(write.undo()?))
    }

    /// Does again what was undone last, a restore included.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`] if nothing was, or something new was done since.
    pub fn redo(&self, _input: Nothing) -> ApiResult<Saved> {
        if self.is_next(ExchangeKind::PutBack)? {
            let again = self.backup_put_back(Nothing {})?.saved;
            let Label { code, args } = again.label;
            let label = Label { code: "redone".to_owned(), args: [code].into_iter().chain(args).collect() };
            return Ok(Saved { label, ..again });
        }
        self.take_back("redone", "Nothing was taken back last, so there is nothing to do again.", |write| {
            Ok(write.redo()?)
        })
    }

    /// What can be undone and done again, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn undo_list(&self, input: UndoListInput) -> ApiResult<Vec<UndoStep>> {
        let limit = input.limit.unwrap_or(STEPS).min(MOST_STEPS);
        let steps = self.current().store.read(|read| read.undo_steps(limit))?;
        let step = |row: UndoRow| UndoStep {
            beginning: is_beginning(&row.label),
            of_a_desk: is_of_a_desk(&row.label),
            act: row.act.to_string(),
            label: row.label.into(),
            at: row.at_ms,
            undone: row.undone,
        };
        Ok(steps.into_iter().map(step).collect())
    }

    /// Whether undo (of a restore) or redo (of one taken back) exchanges the file next.
    fn is_next(&self, by: ExchangeKind) -> ApiResult<bool> {
        let open = self.current();
        open.store.read(|read| Ok(self.exchange_to_walk(by, read)?.is_some()))
    }

    fn take_back<F>(&self, code: &'static str, nothing: &'static str, take: F) -> ApiResult<Saved>
    where
        F: FnOnce(&mut Write<'_>) -> ApiResult<Option<Undone>> + Send + 'static,
    {
        let open = self.current();
        let role = open.store.read(|read| self.role_here(read))?;
        refuse(role, Deed::TakeBack)?;
        let committed = open.store.write(move |write| match take(write)? {
            // Refused, the write is rolled back whole.
            Some(undone) if is_a_managers(write.read(), role, undone.act)? => {
                Err(ApiError::new(ErrorCode::NothingToUndo, "What is left was done at a manager's desk."))
            }
            Some(undone) if is_of_a_desk(&undone.label) => {
                let message =
                    "What a desk is there for is not taken back; a manager's desk gives it another role.";
                Err(ApiError::new(ErrorCode::NothingToUndo, message).hinting(ROLE_GIVEN))
            }
            Some(undone) => Ok(answer(code, undone)),
            None => Err(ApiError::new(ErrorCode::NothingToUndo, nothing)),
        })?;
        open.figures.note(&committed);
        Ok(saved(committed))
    }
}

fn answer(code: &str, undone: Undone) -> Saved {
    let ops::Label { code: what, args } = undone.label;
    Saved {
        label: Label { code: code.to_owned(), args: [what].into_iter().chain(args).collect() },
        act: Some(undone.act.to_string()),
        left_alone: u32::try_from(undone.left_alone.len()).unwrap_or(u32::MAX),
        ..Saved::default()
    }
}

fn parse_act(text: &str) -> ApiResult<ActId> {
    text.parse().map_err(|_| ApiError::invalid("act", "not_found", "There is no such act."))
}
