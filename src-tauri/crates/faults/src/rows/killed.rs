//! Row 1: a process killed at any moment loses nothing it acknowledged and leaves no halves.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;
use fastrand::Rng;

use crate::clinic;
use crate::plan::{Act, Plan, Standing};
use crate::table::{Case, Run};
use crate::worker::Said;

/// Acts a worker may do before its time is up.
const ACTS_A_LIFE: u64 = 400;

/// The longest a worker lives on after the act that decides its end, in milliseconds.
const LONGEST_LAST_BREATH_MS: u64 = 60;

/// Kills in one clinic; then a fresh one, so that the file stays small and the kills many.
const KILLS_A_CLINIC: u64 = 40;

/// Kills workers until there were enough.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let kills = run.scale.of(8, 800);
    let mut case = Case::new(1, "killed in a save, bulk edit, import, undo, backup or restore");
    let (mut acknowledged, mut inside) = (0, [0_u64; 6]);
    for clinic in 0..kills.div_ceil(KILLS_A_CLINIC) {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("clinic.db");
        drop(clinic::begin(&file)?);
        let plan = Plan { seed: clinic + 1, copies: true };
        let (mut first, mut standing) = (0, Standing::default());
        for kill in 0..KILLS_A_CLINIC.min(kills - clinic * KILLS_A_CLINIC) {
            let said = live_and_die(run, &file, folder.path(), plan, first, &standing, kill)?;
            for (n, copy) in &said.acknowledged {
                standing = plan.after(*n, standing, copy.as_deref());
                first = n + 1;
            }
            acknowledged += said.acknowledged.len();
            let begun = said.tried.filter(|n| *n >= first);
            if let Some(n) = begun {
                inside[place(&plan.act(n, &standing))] += 1;
            }
            let (outcome, went_on) = judge(&file, plan, begun, &standing);
            case.count(outcome.map_err(|why| format!("clinic {clinic}, kill {kill}: {why}")));
            if went_on {
                standing = plan.after(first, standing, None);
            }
            first += u64::from(begun.is_some());
            if !case.failed.is_empty() {
                // What comes after one loss would only say it again.
                break;
            }
        }
    }
    let [save, bulk, import, undo, backup, restore] = inside;
    case.note = format!(
        "{acknowledged} acts acknowledged; died inside {save} saves, {bulk} bulk edits, {import} imports, \
         {undo} undos, {backup} backups, {restore} restores"
    );
    Ok(vec![case])
}

const fn place(act: &Act) -> usize {
    match act {
        Act::Save(_) => 0,
        Act::Bulk(_) => 1,
        Act::Import => 2,
        Act::Undo => 3,
        Act::Backup => 4,
        Act::Restore(_) => 5,
    }
}

/// Starts a worker, kills it at a moment chance picks, and answers what it said.
fn live_and_die(
    run: &Run,
    file: &Path,
    folder: &Path,
    plan: Plan,
    first: u64,
    standing: &Standing,
    kill: u64,
) -> anyhow::Result<Said> {
    let journal = folder.join("standing.json");
    standing.write(&journal)?;
    let mut child = Command::new(&run.program)
        .arg("worker")
        .arg(file)
        .args([plan.seed, first, ACTS_A_LIFE].map(|number| number.to_string()))
        .arg(&journal)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut chance = Rng::with_seed(plan.seed << 32 | kill);
    // Some die while they open the file, most inside a later act.
    let lines_to_live = if chance.u8(0..8) == 0 { 0 } else { 1 + chance.u64(0..24) };
    let breath = Duration::from_micros(chance.u64(0..LONGEST_LAST_BREATH_MS * 1_000));
    let mut said = Said::default();
    let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
    for _ in 0..lines_to_live {
        let Some(line) = lines.next() else { break };
        said.hear(&line?);
    }
    std::thread::sleep(breath);
    child.kill()?;
    // What it had still said before it died was acknowledged, too.
    lines.map_while(Result::ok).for_each(|line| said.hear(&line));
    let out = child.wait_with_output()?;
    let complaint = String::from_utf8_lossy(&out.stderr);
    anyhow::ensure!(!complaint.contains("Error"), "a worker gave up: {complaint}");
    Ok(said)
}

/// Whether the clinic is as the acknowledged acts leave it, or as these and the one that was begun; and whether it is the
/// latter.
fn judge(file: &Path, plan: Plan, begun: Option<u64>, standing: &Standing) -> (Result<(), String>, bool) {
    let seen = match clinic::open(file) {
        Ok(app) => clinic::sound(&app).and_then(|()| clinic::look(&app).map_err(|error| error.to_string())),
        Err(error) => Err(format!("could not be opened: {error:?}")),
    };
    match seen {
        Err(why) => (Err(why), false),
        Ok(seen) if seen == standing.seen => (Ok(()), false),
        Ok(seen) => {
            let with = begun.map(|n| plan.after(n, standing.clone(), None));
            if with.is_some_and(|with| with.seen == seen) {
                return (Ok(()), true);
            }
            let begun = begun.map(|n| plan.act(n, standing));
            (Err(format!("{seen:?} is neither {:?} nor that with {begun:?}", standing.seen)), false)
        }
    }
}
