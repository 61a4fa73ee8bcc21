//! Row 2: a power cut at any moment loses nothing that was acknowledged and leaves no halves.

use fastrand::Rng;

use crate::clinic;
use crate::disk::Disk;
use crate::plan::{Plan, Standing};
use crate::table::{Case, Run, Scale};
use crate::vfs::{self, Event};

/// Acts of one recorded life.
const ACTS: u64 = 30;

/// Records lives, and cuts each at many moments.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let (lives, cuts) = match run.scale {
        Scale::Small => (1, 60),
        Scale::Large(times) => (10 * times, 400),
    };
    let mut case =
        Case::new(2, "power cut in a save, bulk edit, import or undo: unsynced writes dropped, torn");
    let mut events = 0;
    for life in 0..lives {
        let life = Life::recorded(life + 1)?;
        events += life.events.len();
        for cut in 0..cuts {
            case.count(life.cut(cut)?);
        }
    }
    let undone =
        Case::not_here(2, "power cut in a backup or restore", "their copies go past SQLite's file layer");
    Ok(vec![case.noting(format!("at any of {events} recorded calls")), undone])
}

/// A clinic's beginning and its acts, with all that happened to its files.
struct Life {
    seed: u64,
    folder: tempfile::TempDir,
    events: Vec<Event>,
    /// How the clinic stood after each act; the first before any.
    stood: Vec<Standing>,
}

impl Life {
    fn recorded(seed: u64) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let scratch = tempfile::tempdir()?;
        vfs::install()?;
        vfs::record();
        let app = clinic::begin(&folder.path().join("clinic.db"))?;
        vfs::acknowledge(0);
        let plan = Plan { seed, copies: false };
        let mut stood = vec![Standing::default()];
        for n in 0..ACTS {
            let before = stood[stood.len() - 1].clone();
            plan.run(n, &before, &app, scratch.path())?;
            vfs::acknowledge(n + 1);
            stood.push(plan.after(n, before, None));
        }
        // Closing writes the WAL back: cuts fall into that, too.
        drop(app);
        let events = vfs::recorded();
        vfs::step_aside()?;
        Ok(Self { seed, folder, events, stood })
    }

    /// Cuts the power at a moment of chance, and looks at what is left.
    fn cut(&self, cut: u64) -> anyhow::Result<Result<(), String>> {
        let mut chance = Rng::with_seed(self.seed << 32 | cut);
        let moment = chance.usize(0..=self.events.len());
        let mut disk = Disk::default();
        let mut acknowledged = None;
        for event in &self.events[..moment] {
            disk.take(event);
            if let Event::Acknowledged(acts) = event {
                acknowledged = Some(usize::try_from(*acts)?);
            }
        }
        let folder = tempfile::tempdir()?;
        disk.cut(self.folder.path(), folder.path(), &mut chance)?;
        let judged = self.judge(&folder.path().join("clinic.db"), acknowledged);
        Ok(judged.map_err(|why| format!("life {}, cut {cut} at call {moment}: {why}", self.seed)))
    }

    fn judge(&self, file: &std::path::Path, acknowledged: Option<usize>) -> Result<(), String> {
        let app = clinic::open(file).map_err(|error| format!("could not be opened: {error:?}"))?;
        clinic::sound(&app)?;
        let seen = clinic::look(&app).map_err(|error| error.to_string())?;
        let Some(acknowledged) = acknowledged else { return Ok(()) };
        let may_be = self.stood.iter().skip(acknowledged).take(2);
        if may_be.clone().any(|standing| standing.seen == seen) {
            return Ok(());
        }
        Err(format!("after {acknowledged} acts {seen:?} is none of {:?}", may_be.collect::<Vec<_>>()))
    }
}
