//! What came and nobody vouched for, let in by somebody who looked: this desk carries it from then on, and so vouches for
//! it to all others.

use keepalive_domain::ids::DeviceId;
use keepalive_domain::roles::Deed;
use keepalive_store::{AsideEntry, Read, StoreError, UnvouchedOps};

use crate::types::{SharingAside, SharingAsideEntry, SharingLetInInput, SharingView};
use crate::{ApiError, ApiResult, App};

/// How many entries of a desk are shown: who asks somebody about them needs no more.
const MOST_SHOWN: u32 = 10;

impl App {
    /// Lets in what was kept aside as one desk's, and names that desk and who carried it by their marks. Every desk has it after the next
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
            let mark = |carrier: Option<DeviceId>| carrier.map(|carrier| carrier.mark());
            let asked = |ops: &&UnvouchedOps| {
                ops.device.mark() == input.mark && mark(ops.carrier) == input.carried_by
            };
            let ops = aside.iter().find(asked).ok_or_else(|| {
                let message = "Nothing is kept aside that came as a desk's of this mark.";
                ApiError::invalid("mark", "sharing_nothing_aside", message)
            })?;
            open.store.let_in(ops.device, ops.carrier)?;
            open.figures.note_everything();
        }
        self.sharing_now(crate::types::Nothing {})
    }
}

/// What is kept aside, for the screen.
pub(super) fn shown(read: &Read<'_>) -> Result<Vec<SharingAside>, StoreError> {
    let mut aside = Vec::new();
    for ops in read.unvouched()? {
        let entries = read.aside_entries(&ops, MOST_SHOWN)?.into_iter();
        let shown = entries.map(|AsideEntry { at_ms, kind, text, deletes }| SharingAsideEntry {
            at: at_ms,
            kind,
            text,
            deletes,
        });
        let UnvouchedOps { device, carrier, taken_out, ops } = ops;
        aside.push(SharingAside {
            mark: device.mark(),
            carried_by: carrier.map(|carrier| carrier.mark()),
            entries: ops,
            taken_out,
            shown: shown.collect(),
        });
    }
    Ok(aside)
}
