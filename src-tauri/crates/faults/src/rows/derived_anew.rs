//! Row 6: the tables of an older version are derived anew at the start, and a log of an older format is brought up to this
//! one; cut off at any step, they are old or new.

#[path = "../../../store/tests/common/older.rs"]
mod older;

use std::collections::BTreeMap;
use std::path::Path;

use fastrand::Rng;

use crate::clinic;
use crate::disk::Disk;
use crate::plan::{Plan, Standing};
use crate::table::{Case, Run};
use crate::vfs;

/// Acts in the file.
const ACTS: u64 = 10;

/// Steps of a migration that are tried in a small run, evenly spread.
const FEW_STEPS: u64 = 12;

/// Cuts the power at every step of the first start of a newer version.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("clinic.db");
    let app = clinic::begin(&file)?;
    let plan = Plan { seed: 6, copies: false };
    let mut standing = Standing::default();
    for n in 0..ACTS {
        plan.run(n, &standing, &app, folder.path())?;
        standing = plan.after(n, standing, None);
    }
    drop(app);
    let migrated = migrated(run, &file, &standing)?;
    rusqlite::Connection::open(&file)?
        .execute_batch("DROP TABLE workaround; UPDATE meta SET value = '0-old' WHERE key = 'derived'")?;
    let mut case = Case::new(6, "power cut at each step of deriving the tables anew");
    // Small: a few of the steps, evenly; large: each of them, many times.
    let steps = cut_at_each(run, &file, 30, &mut case, |left| as_it_was(left, &standing))?;
    Ok(vec![case.noting(format!("{steps} steps")), migrated])
}

/// Cuts the power at every step of the first start with a log of each older format: its tables are described as in that
/// format or as in this one, and in no other way, and the record is whole.
fn migrated(run: &Run, today: &Path, standing: &Standing) -> anyhow::Result<Case> {
    let now = older::STEPS.len();
    let mut case =
        Case::new(6, "power cut at each step of bringing the log from every older format to this one");
    let mut steps = Vec::new();
    for format in 1..now {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("clinic.db");
        older::of_format(format, today, &file)?;
        let (before, after) = (older::describes(format)?, older::describes(now)?);
        let cut = cut_at_each(run, &file, FEW_STEPS, &mut case, |left| {
            let (found, described) = older::described(left).map_err(|error| error.to_string())?;
            let expected = match usize::try_from(found) {
                Ok(found) if found == format => &before,
                Ok(found) if found == now => &after,
                _ => return Err(format!("format {format} became {found}")),
            };
            if described != *expected {
                return Err(format!("it says format {found} and is described as {described:?}"));
            }
            as_it_was(left, standing)
        })?;
        steps.push(cut.to_string());
    }
    Ok(case.noting(format!("formats 1 to {}: {} steps", now - 1, steps.join(", "))))
}

/// Records the first start with a file, cuts the power at its steps and judges what is left. How many steps there are.
fn cut_at_each(
    run: &Run,
    file: &Path,
    few: u64,
    case: &mut Case,
    judge: impl Fn(&Path) -> Result<(), String>,
) -> anyhow::Result<usize> {
    let folder = file.parent().unwrap_or(file);
    let before = BTreeMap::from([(file.to_owned(), std::fs::read(file)?)]);
    vfs::install()?;
    vfs::record();
    drop(clinic::open(file)?);
    let events = vfs::recorded();
    vfs::step_aside()?;
    let times = run.scale.of(1, 5);
    let stride = usize::try_from(run.scale.of((events.len() as u64 / few).max(1), 1))?;
    for step in (0..=events.len()).step_by(stride) {
        let mut disk = Disk::holding(before.clone());
        events[..step].iter().for_each(|event| disk.take(event));
        for time in 0..times {
            let left = tempfile::tempdir()?;
            disk.cut(folder, left.path(), &mut Rng::with_seed(step as u64 * times + time))?;
            let judged = judge(&left.path().join("clinic.db"));
            case.count(judged.map_err(|why| format!("step {step}: {why}")));
        }
    }
    Ok(events.len())
}

/// Whether a file opens, is sound, and holds what stood in it.
fn as_it_was(left: &Path, standing: &Standing) -> Result<(), String> {
    let app = clinic::open(left).map_err(|error| format!("could not be opened: {error:?}"))?;
    clinic::sound(&app)?;
    match clinic::look(&app) {
        Ok(seen) if seen == standing.seen => Ok(()),
        other => Err(format!("{other:?} instead of {:?}", standing.seen)),
    }
}
