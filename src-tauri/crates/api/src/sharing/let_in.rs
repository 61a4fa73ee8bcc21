//! What came and nobody vouched for, let in by somebody who looked: this desk carries it from then on, and so vouches for
//! it to all others.

use keepalive_domain::roles::Deed;
use keepalive_store::{StoreError, UnvouchedOps};

use crate::types::{SharingAside, SharingLetInInput, SharingView};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Lets in what was kept aside as one desk's, and names that desk by its mark. Every desk has it after the next
    /// exchange.
    ///
    /// # Errors
    /// This desk is no manager's, nothing is kept aside of a desk of this mark, or the database cannot be written; then nothing was let in.
    pub fn sharing_let_in(&self, input: SharingLetInInput) -> ApiResult<SharingView> {
        self.asks(Deed::Share)?;
        self.no_sample_is_shared()?;
        {
            // No meeting goes on meanwhile: it would carry half of it.
            let _meeting = self.sharing.hub();
            let open = self.current();
            let aside = open.store.read(|read| read.unvouched())?;
            let device = aside.iter().map(|ops| ops.device).find(|device| device.mark() == input.mark);
            let device = device.ok_or_else(|| {
                let message = "Nothing is kept aside that came as a desk's of this mark.";
                ApiError::invalid("mark", "sharing_nothing_aside", message)
            })?;
            open.store.let_in(device)?;
            open.figures.note_everything();
        }
        self.sharing_now(crate::types::Nothing {})
    }
}

/// What is kept aside, for the screen.
pub(super) fn shown(read: &keepalive_store::Read<'_>) -> Result<Vec<SharingAside>, StoreError> {
    let aside = read.unvouched()?.into_iter();
    let shown = |UnvouchedOps { device, taken_out, ops }| SharingAside {
        mark: device.mark(),
        entries: ops,
        taken_out,
    };
    Ok(aside.map(shown).collect())
}
