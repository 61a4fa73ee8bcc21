//! A folder that the clinic already shares (a NAS, SMB, a cloud's folder) as a hub, and the same segments as one file
//! that is carried by hand.
//!
//! Nothing that desks wrote is ever changed or locked; invitations that served, a note that holds no more and a sheet that
//! was not printed are taken away, and so is, by its own desk, a segment that holds the body of an op which was redacted, once
//! another without it lies there. Each desk writes files of its own under names that nobody else
//! uses; a reader takes any file whose content is whole, whatever its name, and passes over the rest until the next
//! time. A file that is not there means nothing.

mod copies;
mod error;
mod files;
mod folder;
mod joining;
mod key_files;
mod moved;
mod parcel;
mod redacted;
mod sheets;

pub use error::{FolderError, Unreadable};
pub use folder::FolderHub;
pub use joining::{FoundInvite, answers, invite_lies, invites, put_answer, put_invite, remove_invite};
pub use key_files::{KeyFile, key_files, put_key_file};
pub use moved::{leave_note, left_note, take_note_away};
pub use parcel::{Parcel, ParcelWriter};
pub use sheets::{put_sheet, remove_sheet, sheets};
