//! Row 6: the tables of an older version are derived anew at the start; cut off at any step, they are old or new.

use std::collections::BTreeMap;

use fastrand::Rng;

use crate::clinic;
use crate::disk::Disk;
use crate::plan::{Plan, Standing};
use crate::table::{Case, Run};
use crate::vfs;

/// Acts in the file.
const ACTS: u64 = 10;

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
    rusqlite::Connection::open(&file)?
        .execute_batch("DROP TABLE workaround; UPDATE meta SET value = '0-old' WHERE key = 'derived'")?;
    let before = BTreeMap::from([(file.clone(), std::fs::read(&file)?)]);
    vfs::install()?;
    vfs::record();
    drop(clinic::open(&file)?);
    let events = vfs::recorded();
    vfs::step_aside()?;
    let mut case = Case::new(6, "power cut at each step of deriving the tables anew");
    let times = run.scale.of(1, 5);
    // Small: a few of the steps, evenly; large: each of them, many times.
    let stride = usize::try_from(run.scale.of((events.len() as u64 / 30).max(1), 1))?;
    for step in (0..=events.len()).step_by(stride) {
        let mut disk = Disk::holding(before.clone());
        events[..step].iter().for_each(|event| disk.take(event));
        for time in 0..times {
            let left = tempfile::tempdir()?;
            disk.cut(folder.path(), left.path(), &mut Rng::with_seed(step as u64 * times + time))?;
            let judged = match clinic::open(&left.path().join("clinic.db")) {
                Err(error) => Err(format!("could not be opened: {error:?}")),
                Ok(app) => clinic::sound(&app).and_then(|()| match clinic::look(&app) {
                    Ok(seen) if seen == standing.seen => Ok(()),
                    other => Err(format!("{other:?} instead of {:?}", standing.seen)),
                }),
            };
            case.count(judged.map_err(|why| format!("step {step}: {why}")));
        }
    }
    Ok(vec![case.noting(format!("{} steps; the log itself has had one format so far", events.len()))])
}
