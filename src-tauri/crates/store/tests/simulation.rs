//! A clinic of several desks lives through seeded histories on real files: writing, undoing, meeting a hub over links
//! that break, wrong clocks, crashes, silent restores, rolled-back hubs, newer versions, redactions. After it has
//! healed nothing is lost and all are equal.
//!
//! `cargo xtask simulate --seeds 100000` for a night; `--first N --seeds 1` plays one seed again.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(unreachable_pub, reason = "the parts of the simulation are modules of the test")]

#[path = "../../sync/tests/model/hub.rs"]
#[allow(dead_code, reason = "the hubs of the merge core's own tests; each test uses its part")]
mod hub;
mod simulation {
    pub mod chance;
    pub mod clinic;
    pub mod desk;
    pub mod invariants;
    pub mod link;
    pub mod newer;
}

use std::panic::{AssertUnwindSafe, catch_unwind};

use simulation::clinic::{Clinic, Tally};

/// Histories lived in every test run.
const SEEDS: u64 = 200;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn every_history_heals() {
    let first = number("KEEPALIVE_FIRST_SEED").unwrap_or(0);
    let seeds = number("KEEPALIVE_SEEDS").unwrap_or(SEEDS);
    let template = Clinic::template();
    let mut tally = Tally::default();
    for seed in first..first + seeds {
        if seed > first && (seed - first).is_multiple_of(1_000) {
            eprintln!("seeds {first} to {seed}: {tally}");
        }
        let lived = catch_unwind(AssertUnwindSafe(|| Clinic::live(seed, &template)));
        match lived {
            Ok(one) => tally.add(&one),
            Err(panic) => {
                eprintln!("seed {seed} fails; again with: cargo xtask simulate --first {seed} --seeds 1");
                std::panic::resume_unwind(panic);
            }
        }
    }
    eprintln!("{seeds} seeds from {first}: {tally}");
}
