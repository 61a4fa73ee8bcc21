//! Ours and the peer, one after the other, so that whatever slows the machine slows both.

use std::time::{Duration, Instant};

use anyhow::bail;

use crate::durations::{median, milliseconds, quantile};

/// What one side did, and how long the measured part took.
pub(crate) struct Timed<T> {
    /// What came out.
    pub(crate) value: T,
    /// How long it took.
    pub(crate) took: Duration,
}

/// Times `work`.
///
/// # Errors
/// The error of `work`.
pub(crate) fn timed<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<Timed<T>> {
    let started = Instant::now();
    let value = work()?;
    Ok(Timed { value, took: started.elapsed() })
}

/// One side of a comparison; the argument counts the pairs, 0 being the warm-up.
pub(crate) type Side<'a, T> = dyn FnMut(usize) -> anyhow::Result<Timed<T>> + 'a;

/// Durations of both sides, pair by pair, in milliseconds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Pairs {
    ours_ms: Vec<f64>,
    peer_ms: Vec<f64>,
}

impl Pairs {
    /// Notes one pair.
    pub(crate) fn push(&mut self, ours: Duration, peer: Duration) {
        self.push_ms(milliseconds(ours), milliseconds(peer));
    }

    /// Notes one pair, in milliseconds.
    pub(crate) fn push_ms(&mut self, ours: f64, peer: f64) {
        self.ours_ms.push(ours);
        self.peer_ms.push(peer);
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.ours_ms.len()
    }

    /// Both durations of each pair, in milliseconds.
    pub(crate) fn each_ms(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.ours_ms.iter().copied().zip(self.peer_ms.iter().copied())
    }

    /// Ours divided by the peer's, pair by pair.
    pub(crate) fn ratios(&self) -> Vec<f64> {
        self.ours_ms.iter().zip(&self.peer_ms).map(|(ours, peer)| ours / peer).collect()
    }

    /// Median and 95th percentile of the ratio.
    pub(crate) fn ratio(&self) -> Option<(f64, f64)> {
        let ratios = self.ratios();
        Some((median(&ratios)?, quantile(&ratios, 0.95)?))
    }

    /// Median of ours and of the peer, in milliseconds.
    pub(crate) fn medians_ms(&self) -> Option<(f64, f64)> {
        Some((median(&self.ours_ms)?, median(&self.peer_ms)?))
    }
}

/// Runs `pairs` pairs after one that warms up and is not counted; which side goes first alternates. `same` says
/// whether both came to the same result.
///
/// # Errors
/// Of either side, or that the results differ: a faster wrong answer is none.
pub(crate) fn interleave<A, B>(
    pairs: usize,
    ours: &mut Side<'_, A>,
    peer: &mut Side<'_, B>,
    mut same: impl FnMut(&A, &B) -> Result<(), String>,
) -> anyhow::Result<Pairs> {
    let mut measured = Pairs::default();
    for nth in 0..=pairs {
        let (a, b) = if nth % 2 == 0 {
            let a = ours(nth)?;
            (a, peer(nth)?)
        } else {
            let b = peer(nth)?;
            (ours(nth)?, b)
        };
        if let Err(difference) = same(&a.value, &b.value) {
            bail!("ours and the peer came to different results: {difference}");
        }
        if nth > 0 {
            measured.push(a.took, b.took);
        }
    }
    Ok(measured)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn took(value: u32, ms: u64) -> anyhow::Result<Timed<u32>> {
        Ok(Timed { value, took: Duration::from_millis(ms) })
    }

    #[test]
    fn the_side_that_goes_first_alternates_and_the_warm_up_is_not_counted() {
        let order = RefCell::new(String::new());
        let pairs = interleave(
            3,
            &mut |nth| {
                order.borrow_mut().push('a');
                took(1, if nth == 0 { 900 } else { 10 })
            },
            &mut |_| {
                order.borrow_mut().push('b');
                took(1, 20)
            },
            |a, b| if a == b { Ok(()) } else { Err(String::new()) },
        )
        .unwrap();
        assert_eq!(*order.borrow(), "abbaabba");
        assert_eq!(pairs.len(), 3);
        assert_eq!(pairs.ratio(), Some((0.5, 0.5)));
        assert_eq!(pairs.medians_ms(), Some((10.0, 20.0)));
    }

    #[test]
    fn different_results_are_an_error_however_fast() {
        let outcome = interleave(15, &mut |_| took(1, 1), &mut |_| took(2, 9), |a, b| {
            if a == b { Ok(()) } else { Err(format!("{a} and {b}")) }
        });
        assert!(outcome.unwrap_err().to_string().ends_with("1 and 2"));
    }

    #[test]
    fn the_ratio_is_taken_pair_by_pair() {
        let mut pairs = Pairs::default();
        // Ratios 2, 0.5 and 1: their median is 1, though the medians' ratio is 20/20.
        for (ours, peer) in [(20.0, 10.0), (20.0, 40.0), (20.0, 20.0)] {
            pairs.push_ms(ours, peer);
        }
        assert_eq!(pairs.ratio(), Some((1.0, 2.0)));
    }
}
