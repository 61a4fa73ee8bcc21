//! Row 3: a full disk or a failing drive, at each call in turn: the cause is named, nothing changes, and it goes on.

use keepalive_api::{App, ErrorCode};

use crate::clinic;
use crate::plan::{Act, Plan, Standing};
use crate::table::{Case, Run, Scale};
use crate::vfs::{self, Failure};

/// Acts whose every call is made to fail.
const ACTS: (u64, u64) = (4, 30);

/// Calls of an act that are all made to fail even in a small run; after them one in [`SMALL_STRIDE`].
const EACH_OF_THE_FIRST: u64 = 30;

/// From one failing call to the next in a small run.
const SMALL_STRIDE: u64 = 13;

/// Calls of one act that are made to fail, at most; an act that still fails then would never end.
const MOST_CALLS: u64 = 20_000;

/// Lets every call of every act fail, one after the other.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    vfs::install()?;
    let mut cases = Vec::new();
    for (how, what) in [
        (Failure::Full, "disk full at each call of an act"),
        (Failure::Io, "I/O error at each call of an act"),
        (Failure::Short, "short write at each call of an act"),
    ] {
        let mut case = Case::new(3, what);
        acts(run.scale, how, &mut case)?;
        cases.push(case);
    }
    for (how, what) in [
        (Failure::Full, "disk full at each call of opening"),
        (Failure::Io, "I/O error at each call of opening"),
    ] {
        let mut case = Case::new(3, what);
        opening(how, &mut case)?;
        cases.push(case);
    }
    vfs::step_aside()?;
    Ok(cases)
}

fn acts(scale: Scale, how: Failure, case: &mut Case) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let scratch = tempfile::tempdir()?;
    let app = clinic::begin(&folder.path().join("clinic.db"))?;
    // What the store keeps beside its file, in small.
    let reserve = folder.path().join("clinic.db.reserve");
    let (acts, stride) = (scale.of(ACTS.0, ACTS.1), if scale == Scale::Small { SMALL_STRIDE } else { 1 });
    let plan = Plan { seed: 3, copies: false };
    let mut standing = Standing::default();
    let mut failed = 0;
    for n in 0..acts {
        let act = plan.act(n, &standing);
        let mut nth = 0;
        loop {
            anyhow::ensure!(nth < MOST_CALLS, "{act:?} never passes");
            std::fs::write(&reserve, b"room")?;
            vfs::fail(nth, how);
            let outcome = plan.run(n, &standing, &app, scratch.path());
            let hit = vfs::calm();
            let after = match &outcome {
                Ok(_) => plan.after(n, standing.clone(), None),
                Err(_) => standing.clone(),
            };
            let named = outcome.as_ref().map_err(|error| (error.code, error.message.clone())).map(|_| ());
            if hit {
                failed += u64::from(outcome.is_err());
                let judged = named.or_else(|(code, message)| names_the_cause(code, &message));
                let judged = judged.and_then(|()| stands(&app, &after));
                // What an import lacks is room for the copy before it: the reserve stays for entries.
                let is_full = !matches!(act, Act::Import)
                    && outcome.as_ref().is_err_and(|error| error.code == ErrorCode::DiskFull);
                let judged = judged.and_then(|()| match is_full && reserve.exists() {
                    true => Err("the reserve was not given up".to_owned()),
                    false => Ok(()),
                });
                case.count(judged.map_err(|why| format!("{act:?}, call {nth}: {why}")));
            }
            if outcome.is_ok() {
                standing = after;
                break;
            }
            anyhow::ensure!(hit, "{act:?} failed by itself: {outcome:?}");
            nth += if nth < EACH_OF_THE_FIRST { 1 } else { stride };
        }
    }
    case.count(clinic::sound(&app));
    case.note = format!("{failed} refused, each act passed in the end, the record sound");
    Ok(())
}

/// The message says what is wrong with the disk.
fn names_the_cause(code: ErrorCode, message: &str) -> Result<(), String> {
    match code {
        ErrorCode::DiskFull | ErrorCode::File => Ok(()),
        _ => Err(format!("{code:?} does not name the cause: {message}")),
    }
}

fn stands(app: &App, standing: &Standing) -> Result<(), String> {
    match clinic::look(app) {
        Ok(seen) if seen == standing.seen => Ok(()),
        Ok(seen) => Err(format!("{seen:?} instead of {:?}", standing.seen)),
        Err(error) => Err(format!("cannot be looked at: {error:#}")),
    }
}

fn opening(how: Failure, case: &mut Case) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("clinic.db");
    drop(clinic::begin(&file)?);
    let mut refused = 0;
    for nth in 0..MOST_CALLS {
        vfs::fail(nth, how);
        let opened = clinic::open(&file).map(drop);
        let hit = vfs::calm();
        if !hit {
            break;
        }
        refused += u64::from(opened.is_err());
        let judged = opened.or_else(|error| names_the_cause(error.code, &error.message));
        let again = clinic::open(&file).map_err(|error| format!("could not be opened after: {error:?}"));
        let judged = judged.and_then(|()| again.and_then(|app| stands(&app, &Standing::default())));
        case.count(judged.map_err(|why| format!("call {nth}: {why}")));
    }
    case.note = format!("{refused} refused, each time opened after");
    Ok(())
}
