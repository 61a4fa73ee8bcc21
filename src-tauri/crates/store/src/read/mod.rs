//! What the views read: typed rows, one room per view.
//!
//! Rows carry identities, never numbers of this file. Figures are not here: they come from facts.

mod by_hand;
mod carried;
mod clinic;
mod columns;
mod history;
mod in_order;
mod item;
mod last_entries;
mod links;
mod log_ops;
mod names;
mod opening_hours;
mod owners;
mod people;
#[cfg(test)]
mod plans;
mod pulse;
mod register;
mod request;
mod request_children;
mod request_list;
mod review;
mod search;
mod standing;
mod thing;
mod today;
mod trash;
mod undo;
mod whose;
mod workaround;
mod workaround_children;

pub use by_hand::SetByHand;
pub use carried::Carried;
pub use clinic::{AreaName, ClinicRow, OpenCounts, PersonRow, SiteRow, SystemRow};
pub use columns::WhoRow;
pub use history::HistoryRow;
pub(crate) use history::{family, hanging_on, made_by};
pub use item::{CommentRow, VoiceRow};
pub use links::{LinkedRequestRow, LinkedWorkaroundRow};
pub use owners::{AreaLoad, AreaOwners, PersonCarries};
pub(crate) use people::with_merged;
pub use pulse::PulseRow;
pub use register::{
    AnswerRow, ConfigChangeFilter, ConfigChangeRow, EventFilter, EventFull, QuestionFilter, QuestionRow,
    RegisterAfter, RegisterPage, ShadowFilter, ShadowRow,
};
pub use request::{RequestFull, RequestSummary};
pub use request_children::{ChaseRow, FactRow, PromiseRow, StateRow};
pub use request_list::{
    AfterRow, GroupCount, ListedRequest, OwnerIs, RequestFilter, RequestGroup, RequestOrder, RequestQuery,
    SortKey, Stand,
};
pub use review::Decided;
pub use search::{Found, SimilarRow};
pub use standing::StandingNow;
pub use thing::{EventRow, ThingThere};
pub use today::{BetterRow, DueReview, LatePromise, UnownedRequest, UpcomingRow};
pub use trash::{NoTrashEnd, TrashEnd, TrashPage, TrashRow};
pub use undo::{OwnPlace, UndoRow};
pub use workaround::{EFFECT_FIELDS, WorkaroundFilter, WorkaroundFull, WorkaroundKey, WorkaroundSummary};
pub use workaround_children::{EstimateRow, OccurrenceRow};
