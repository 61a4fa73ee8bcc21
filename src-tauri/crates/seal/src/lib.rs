//! Ops as sealed bytes: what stands in a folder, in a file carried by hand, or in a database, and cannot be read there.
//!
//! Everything is deflated and sealed with XChaCha20-Poly1305 under the space's key. The seal makes the content whole or
//! nothing: half of it, that of another space and a placeholder all look the same.
//!
//! Start at [`seal_run`] and [`open_run`] for the bytes, at [`Members`] for whose desks have which key, at [`Witness`] for
//! whose word counts (docs/sharing.md).

mod codec;
mod device;
mod epoch;
mod error;
mod invite;
mod invite_code;
mod item;
mod key;
mod members;
mod note;
mod pinned;
mod recovery;
mod seal;
mod segment;
mod signature;
mod witness;

pub use device::{Card, DeskKeys, Whose, seal_card};
pub use epoch::{Cut, TakenOut};
pub use error::{SealError, SheetFault};
pub use invite::{
    Guest, Invite, check_words, open_answer, open_invite, seal_answer, seal_invite, who_invites,
};
pub use invite_code::InviteCode;
pub use item::{SealedItem, open_item, seal_item};
pub use key::{EpochId, SpaceKey};
pub use members::{Begun, Learned, Members, begins_epoch, unwrap_epoch, withdraws, wrapped_in};
pub use note::{open_note, seal_note};
pub use recovery::{SHEET_LINES, SheetKey, SheetName};
pub use segment::{epoch_of_run, open_run, seal_run};
pub use witness::Witness;

/// Reads the run inside a seal, as whoever has the key may have written it: what the fuzz targets throw bytes at.
#[cfg(fuzzing)]
#[must_use]
pub fn decoded(bytes: &[u8]) -> Option<keepalive_sync::Run> {
    codec::decode(bytes)
}

/// Writes the run that stands inside a seal.
///
/// # Errors
/// [`SealError::TooLarge`].
#[cfg(fuzzing)]
pub fn encoded(run: &keepalive_sync::Run) -> Result<Vec<u8>, SealError> {
    codec::encode(run)
}
