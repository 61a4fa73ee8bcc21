//! P1.
use super::Outcome;
use crate::workshop::Workshop;

pub(crate) fn measure(_workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    Ok(Vec::new())
}
