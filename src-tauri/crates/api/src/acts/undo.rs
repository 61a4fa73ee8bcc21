//! Taking acts back, and doing them again.

use keepalive_domain::ids::ActId;
use keepalive_domain::ops;
use keepalive_store::{Undone, Write};

use super::saved;
use crate::types::{Label, Nothing, Saved, UndoInput, UndoListInput, UndoStep};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// Steps of the undo list if not said otherwise.
const STEPS: u32 = 50;

/// The most steps given at once: what a busy clinic does in a month.
const MOST_STEPS: u32 = 5_000;

/// Acts that a clinic begins with. Everything else stands on them, and without them there is no clinic to undo in.
const BEGINNINGS: [&str; 2] = ["first_run", keepalive_sample::LABEL];

const NOTHING_LEFT: &str = "There is nothing left to take back.";

/// Whether an act is the clinic's beginning, which no window takes back.
pub(crate) fn is_beginning(label: &ops::Label) -> bool {
    BEGINNINGS.contains(&label.code.as_str())
}

impl App {
    /// Takes the newest act of this computer back, or the one named. Fields somebody changed since are left
    /// alone and counted. The act the clinic began with stays.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`]; an act that is no act, or the beginning.
    pub fn undo(&self, input: UndoInput) -> ApiResult<Saved> {
        let act = input.act.as_deref().map(parse_act).transpose()?;
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
    /// [`ErrorCode::NothingToUndo`].
    pub fn undo_to_nothing(&self) -> ApiResult<Saved> {
        self.take_back("undone", NOTHING_LEFT, |write| Ok(write.undo()?))
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`] if nothing was, or something new was done since.
    pub fn redo(&self, _input: Nothing) -> ApiResult<Saved> {
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
        let step = |row: keepalive_store::read::UndoRow| UndoStep {
            beginning: is_beginning(&row.label),
            act: row.act.to_string(),
            label: row.label.into(),
            at: row.at_ms,
            undone: row.undone,
        };
        Ok(steps.into_iter().map(step).collect())
    }

    fn take_back<F>(&self, code: &'static str, nothing: &'static str, take: F) -> ApiResult<Saved>
    where
        F: FnOnce(&mut Write<'_>) -> ApiResult<Option<Undone>> + Send + 'static,
    {
        let open = self.current();
        let committed = open.store.write(move |write| match take(write)? {
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
