//! How often the friction rule cries wolf, and how soon it sees real friction, by simulation.
//!
//! `cargo run --release -p keepalive-measures --example phase_rule` prints the tables of docs/phase-rule.md.
//! The same charts, means and thresholds as in the product; only the weekly values are made up.

#![expect(clippy::print_stdout, reason = "printing the tables is what this program is for")]

use std::f64::consts::TAU;

use keepalive_domain::thresholds::Thresholds;
use keepalive_measures::alarm::{
    BASELINE_WEEKS, FIRST_BASELINE_WEEK, RECENT_WEEKS, has_signal_since, is_raised,
};
use keepalive_measures::compare::mean;
use keepalive_measures::control_chart::{Point, control_chart};
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Simulated clinics per line of a table.
const CLINICS: u32 = 2_000;
/// The first week in which the rule can speak: the one after the baseline.
const FIRST_WATCHED_WEEK: i32 = FIRST_BASELINE_WEEK + BASELINE_WEEKS;
/// Half a year.
const WATCHED_WEEKS: i32 = 26;
/// The four break series.
const SERIES: usize = 4;
/// The week after which real friction begins, in the second table.
const ONSET_WEEK: i32 = 20;
/// Same tables on every machine.
const SEED: u64 = 20_260_131;

/// How weekly values scatter.
#[derive(Clone, Copy)]
struct Noise {
    /// Standard deviation ÷ mean.
    variation: f64,
    /// Correlation of a week with the one before, on the log scale.
    memory: f64,
}

/// What one simulated half-year showed.
#[derive(Clone, Copy, Default)]
struct HalfYear {
    any_signal: bool,
    first_friction_week: Option<i32>,
}

fn main() {
    let mut random = Pcg64Mcg::seed_from_u64(SEED);
    println!("### Calm half-years with an alarm\n");
    println!("| variation | memory | any signal on any of the four charts | the rule says friction |");
    println!("|---|---|---|---|");
    for variation in [0.2, 0.3, 0.4, 0.6, 0.8] {
        for memory in [0.0, 0.4] {
            let noise = Noise { variation, memory };
            let years = half_years(&mut random, noise, |_, _| 1.0);
            let any = share(&years, |year| year.any_signal);
            let friction = share(&years, |year| year.first_friction_week.is_some());
            println!("| {variation} | {memory} | {} | {} |", percent(any), percent(friction));
        }
    }
    println!("\n### Friction that begins in two of the four series, seen within\n");
    println!("| variation | rise to | 4 weeks | 8 weeks | 12 weeks |");
    println!("|---|---|---|---|---|");
    for variation in [0.2, 0.4, 0.6] {
        for factor in [1.5, 2.0, 3.0] {
            let risen = |series: usize, week: i32| if series < 2 && week > ONSET_WEEK { factor } else { 1.0 };
            let years = half_years(&mut random, Noise { variation, memory: 0.0 }, risen);
            let within = |weeks: i32| {
                let seen = ONSET_WEEK + 1..=ONSET_WEEK + weeks;
                percent(share(&years, |year| {
                    year.first_friction_week.is_some_and(|week| seen.contains(&week))
                }))
            };
            println!("| {variation} | {factor} × | {} | {} | {} |", within(4), within(8), within(12));
        }
    }
}

fn half_years(
    random: &mut Pcg64Mcg,
    noise: Noise,
    level: impl Fn(usize, i32) -> f64 + Copy,
) -> Vec<HalfYear> {
    (0..CLINICS).map(|_| half_year(random, noise, level)).collect()
}

/// One clinic, judged at the end of each week of half a year with what was known then.
fn half_year(random: &mut Pcg64Mcg, noise: Noise, level: impl Fn(usize, i32) -> f64) -> HalfYear {
    let last_week = FIRST_WATCHED_WEEK + WATCHED_WEEKS - 1;
    let series: [Vec<Point>; SERIES] = std::array::from_fn(|index| {
        let mut values = weekly_values(random, noise, last_week);
        values.iter_mut().for_each(|point| point.value *= level(index, point.week));
        values
    });
    let mut seen = HalfYear::default();
    for week in FIRST_WATCHED_WEEK..=last_week {
        let known = series.iter().map(|points| points.iter().take_while(|point| point.week <= week).copied());
        let judged: Vec<(bool, bool)> = known.map(|points| judge(&points.collect::<Vec<_>>())).collect();
        seen.any_signal |= judged.iter().any(|(signal, _)| *signal);
        let alarming = judged.iter().filter(|(_, alarming)| *alarming).count();
        if alarming >= Thresholds::default().alarming_series as usize {
            seen.first_friction_week = seen.first_friction_week.or(Some(week));
        }
    }
    seen
}

/// Whether a series has a recent signal, and whether it is in alarm: signal and raised mean.
fn judge(points: &[Point]) -> (bool, bool) {
    let thresholds = Thresholds::default();
    let baseline = FIRST_BASELINE_WEEK..FIRST_BASELINE_WEEK + BASELINE_WEEKS;
    let usual = mean(points.iter().filter(|point| baseline.contains(&point.week)).map(|point| point.value));
    let recent = &points[points.len().saturating_sub(RECENT_WEEKS)..];
    let now = mean(recent.iter().map(|point| point.value));
    let signal = recent
        .first()
        .is_some_and(|first| has_signal_since(&control_chart(points, &[], &thresholds), first.week));
    let raised = now.zip(usual).is_some_and(|(now, usual)| is_raised(now, usual, thresholds.alarm_ratio));
    (signal, signal && raised)
}

/// Log-normal values with mean 1 from week 1 on, each week remembering some of the last.
fn weekly_values(random: &mut Pcg64Mcg, noise: Noise, last_week: i32) -> Vec<Point> {
    let variance = noise.variation.powi(2).ln_1p();
    let fresh = (1.0 - noise.memory.powi(2)).sqrt();
    let mut state = standard_normal(random);
    (1..=last_week)
        .map(|week| {
            state = noise.memory * state + fresh * standard_normal(random);
            Point { week, value: (variance.sqrt() * state - variance / 2.0).exp() }
        })
        .collect()
}

/// Box-Muller.
fn standard_normal(random: &mut Pcg64Mcg) -> f64 {
    let uniform = |random: &mut Pcg64Mcg| (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    let radius = (-2.0 * (1.0 - uniform(random)).ln()).sqrt();
    radius * (TAU * uniform(random)).cos()
}

fn share(years: &[HalfYear], holds: impl Fn(&HalfYear) -> bool) -> f64 {
    years.iter().filter(|year| holds(year)).count() as f64 / years.len() as f64
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
