//! `cargo xtask test`: every check and test, each step with its time, from a fresh clone.

mod steps;
mod story;

use std::time::{Duration, Instant};

use anyhow::bail;
use clap::Args;

use crate::workspace::Workspace;
use steps::{STEPS, Step};

/// What to test.
#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// Only this step; may be said more than once
    #[arg(long, value_name = "STEP", value_parser = step_named)]
    only: Vec<&'static Step>,
    /// List the steps and do nothing
    #[arg(long)]
    list: bool,
}

/// A step that was run.
struct Finished {
    name: &'static str,
    took: Duration,
    failure: Option<anyhow::Error>,
}

/// Runs the steps in order. A failing one does not keep the others from running, so that one run shows
/// all there is to mend.
pub(crate) fn run(workspace: &Workspace, arguments: &TestArguments) -> anyhow::Result<()> {
    let steps: Vec<&Step> =
        if arguments.only.is_empty() { STEPS.iter().collect() } else { arguments.only.clone() };
    if arguments.list {
        steps.iter().for_each(|step| println!("{:<12} {}", step.name, step.about));
        return Ok(());
    }
    let finished: Vec<Finished> = steps.into_iter().map(|step| run_one(workspace, step)).collect();
    let failed = finished.iter().filter(|step| step.failure.is_some()).count();
    println!("\n{}", table(&finished));
    // Alone on its line: what runs this reads it.
    println!("{} passed, {failed} failed", finished.len() - failed);
    if failed == 0 { Ok(()) } else { bail!("{failed} of {} steps failed", finished.len()) }
}

fn run_one(workspace: &Workspace, step: &Step) -> Finished {
    println!("\n== {}: {}", step.name, step.about);
    let started = Instant::now();
    let failure = (step.run)(workspace).err();
    if let Some(error) = &failure {
        println!("{} failed: {error:#}", step.name);
    }
    Finished { name: step.name, took: started.elapsed(), failure }
}

fn table(finished: &[Finished]) -> String {
    let line = |step: &Finished| {
        let verdict = if step.failure.is_some() { "FAILED" } else { "ok" };
        format!("{:<12} {verdict:<7}{:>7.1} s", step.name, step.took.as_secs_f64())
    };
    let total: Duration = finished.iter().map(|step| step.took).sum();
    let lines: Vec<String> = finished.iter().map(line).collect();
    format!("{}\n{:<12} {:<7}{:>7.1} s", lines.join("\n"), "all", "", total.as_secs_f64())
}

fn step_named(name: &str) -> Result<&'static Step, String> {
    STEPS.iter().find(|step| step.name == name).ok_or_else(|| {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        format!("the steps are {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_step_is_answered_with_the_known_ones() {
        assert!(step_named("fmt").is_ok());
        assert!(step_named("no-such-step").unwrap_err().contains("clippy"));
    }

    #[test]
    fn no_two_steps_share_a_name() {
        let mut names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STEPS.len());
    }

    #[test]
    fn the_table_names_what_failed() {
        let finished = [
            Finished { name: "fmt", took: Duration::from_millis(1250), failure: None },
            Finished { name: "clippy", took: Duration::from_secs(2), failure: Some(anyhow::anyhow!("no")) },
        ];
        let text = table(&finished);
        assert!(text.contains("fmt          ok         1.2 s"), "{text}");
        assert!(text.contains("clippy       FAILED     2.0 s"), "{text}");
        assert!(text.contains("3.2 s"), "{text}");
    }
}
