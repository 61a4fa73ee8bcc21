//! The process that gets killed: works a plan off and says each act before and after.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::clinic;
use crate::plan::{Plan, Standing};

/// What the worker is told.
#[derive(Debug, clap::Args)]
pub struct WorkerArguments {
    /// The clinic's file
    file: PathBuf,
    /// What the acts follow from
    seed: u64,
    /// The first act
    first: u64,
    /// How many
    acts: u64,
    /// How the clinic stands before the first, as the parent wrote it down
    standing: PathBuf,
}

/// Works the plan off until it is done or killed.
///
/// # Errors
/// An act was refused.
pub fn work(arguments: &WorkerArguments) -> anyhow::Result<()> {
    let WorkerArguments { file, seed, first, acts, standing } = arguments;
    let plan = Plan { seed: *seed, copies: true };
    let mut standing = Standing::read(standing)?;
    let app = clinic::open(file)?;
    let scratch = tempfile::tempdir()?;
    say("open")?;
    for n in *first..first + acts {
        say(&format!("try {n}"))?;
        let copy = plan.run(n, &standing, &app, scratch.path());
        let copy = copy.with_context(|| format!("act {n}: {:?}", plan.act(n, &standing)))?;
        say(&format!("ack {n} {}", copy.as_deref().unwrap_or("-")))?;
        standing = plan.after(n, standing, copy.as_deref());
    }
    Ok(())
}

/// One line to the parent, now.
fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// What the worker said: acts that were begun, and those acknowledged with the copy they made.
#[derive(Debug, Default)]
pub struct Said {
    /// The last act that was begun.
    pub tried: Option<u64>,
    /// Acknowledged acts in order, with the name of the copy each made.
    pub acknowledged: Vec<(u64, Option<String>)>,
}

impl Said {
    /// Notes one line.
    pub fn hear(&mut self, line: &str) {
        let mut words = line.split(' ');
        match (words.next(), words.next().and_then(|n| n.parse().ok())) {
            (Some("try"), Some(n)) => self.tried = Some(n),
            (Some("ack"), Some(n)) => {
                let copy = words.next().filter(|name| *name != "-").map(str::to_owned);
                self.acknowledged.push((n, copy));
            }
            _ => {}
        }
    }
}

impl Standing {
    /// Writes it down for a worker.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, file: &Path) -> anyhow::Result<()> {
        Ok(std::fs::write(file, serde_json::to_vec(self)?)?)
    }

    fn read(file: &Path) -> anyhow::Result<Self> {
        Ok(serde_json::from_slice(&std::fs::read(file)?)?)
    }
}
