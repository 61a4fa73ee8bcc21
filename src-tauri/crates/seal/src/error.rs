//! What can go wrong, with the cure.

use thiserror::Error;

/// Something could not be sealed, or a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// The text is no key.
    #[error("this is no key of Keepalive's ({detail})")]
    NotAKey {
        /// Why.
        detail: &'static str,
    },
    /// The text is no code of an invitation.
    #[error("this is no code; it has 12 letters and digits")]
    NotACode,
    /// The system gave no random bytes.
    #[error("the system gave no random bytes; try again")]
    NoChance,
    /// Something was too large to be written.
    #[error("an op is too large to be shared")]
    TooLarge,
}
