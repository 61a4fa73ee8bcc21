//! Row 4: a damaged database is answered, never a panic or a start that does not end; what can be read is counted.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use fastrand::Rng;
use keepalive_api::{ErrorCode, Rescue, SystemWorld};
use serde_json::{Value as Json, json};

use crate::clinic::{self, Seen};
use crate::plan::{Plan, Standing};
use crate::table::{Case, Run};

/// The longest one damaged file may keep the app busy; a start that takes longer counts as one that does not end.
const LONGEST: Duration = Duration::from_secs(60);

/// Acts in the file that is damaged.
const ACTS: u64 = 15;

/// Bytes of a page.
const PAGE: usize = 4_096;

/// What a damaged file came to.
enum End {
    /// It opened, and everything in it is as it was.
    Whole,
    /// It opened, and its own check finds the damage.
    Found,
    /// It was refused with the reason, could be looked into, and set aside.
    Rescued { readable: u64 },
    /// It was refused as no database of ours.
    Refused,
}

/// Damages a clinic's file in many ways.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let folder = tempfile::tempdir()?;
    let (bytes, seen) = whole(folder.path())?;
    let mut case = Case::new(4, "database with bytes flipped, pages lost, cut off");
    let (mut whole, mut found, mut rescued, mut refused, mut readable) = (0, 0, 0, 0, 0);
    for mutant in 0..run.scale.of(40, 3_000) {
        let mut damaged = bytes.clone();
        let how = damage(&mut damaged, &mut Rng::with_seed(mutant));
        let outcome = open(damaged, seen.clone()).map(|end| match end {
            End::Whole => whole += 1,
            End::Found => found += 1,
            End::Refused => refused += 1,
            End::Rescued { readable: ops } => {
                rescued += 1;
                readable += ops;
            }
        });
        case.count(outcome.map_err(|why| format!("mutant {mutant} ({how}): {why}")));
    }
    Ok(vec![case.noting(format!(
        "{whole} unharmed, {found} opened and found by the check, {rescued} refused as damaged ({readable} ops readable), \
         {refused} refused as no database of ours; 0 panics, none longer than {} s",
        LONGEST.as_secs()
    ))])
}

/// A clinic's file as bytes, closed, and what is in it.
fn whole(folder: &Path) -> anyhow::Result<(Vec<u8>, Seen)> {
    let file = folder.join("clinic.db");
    let app = clinic::begin(&file)?;
    let plan = Plan { seed: 4, copies: false };
    let mut standing = Standing::default();
    for n in 0..ACTS {
        plan.run(n, &standing, &app, folder)?;
        standing = plan.after(n, standing, None);
    }
    drop(app);
    Ok((std::fs::read(file)?, standing.seen))
}

fn damage(bytes: &mut Vec<u8>, chance: &mut Rng) -> &'static str {
    let pages = bytes.len() / PAGE;
    match chance.u8(0..8) {
        0 => {
            bytes.truncate(chance.usize(0..bytes.len()));
            "cut off"
        }
        1 => {
            let page = chance.usize(0..pages) * PAGE;
            bytes[page..page + PAGE].fill(0);
            "a page of zeros"
        }
        2 => {
            let (a, b) = (chance.usize(0..pages) * PAGE, chance.usize(0..pages) * PAGE);
            let kept = bytes[a..a + PAGE].to_vec();
            bytes.copy_within(b..b + PAGE, a);
            bytes[b..b + PAGE].copy_from_slice(&kept);
            "two pages exchanged"
        }
        3 => {
            let page = chance.usize(0..pages) * PAGE;
            bytes[page..page + PAGE].iter_mut().for_each(|byte| *byte = chance.u8(..));
            "a page of noise"
        }
        4 => {
            bytes[chance.usize(0..100)] ^= 1 << chance.u8(0..8);
            "a bit of the header"
        }
        _ => {
            for _ in 0..1 << chance.u8(0..7) {
                let at = chance.usize(0..bytes.len());
                bytes[at] = chance.u8(..);
            }
            "bytes flipped"
        }
    }
}

/// Opens the damaged file on a thread of its own, which may neither panic nor go on for ever.
fn open(bytes: Vec<u8>, seen: Seen) -> Result<End, String> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let outcome = catch_unwind(AssertUnwindSafe(|| judge(&bytes, &seen)));
        // Nobody listens any more where it took too long.
        drop(tell.send(outcome));
    });
    match told.recv_timeout(LONGEST) {
        Ok(Ok(judged)) => judged,
        Ok(Err(_)) => Err("a panic".to_owned()),
        Err(_) => Err(format!("longer than {} s", LONGEST.as_secs())),
    }
}

fn judge(bytes: &[u8], seen: &Seen) -> Result<End, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = folder.path().join("clinic.db");
    std::fs::write(&file, bytes).map_err(|error| error.to_string())?;
    let refused = match clinic::open(&file) {
        Ok(app) => {
            let is_whole = clinic::look(&app).is_ok_and(|there| there == *seen);
            // A write into it is taken or refused; whatever is damaged, it is not the program that fails.
            let written = clinic::call(&app, "save", json!({ "kind": "site", "set": { "name": "West" } }));
            if let Err(error) = written
                && error.code == ErrorCode::Internal
            {
                return Err(format!("a write into it answers {error:?}"));
            }
            return match clinic::sound(&app) {
                Err(_) => Ok(End::Found),
                Ok(()) if is_whole => Ok(End::Whole),
                Ok(()) => Err("it is not what it was, and its check finds nothing".to_owned()),
            };
        }
        Err(error) => error,
    };
    if refused.code != ErrorCode::Database {
        return Err(format!("refused without saying that the file is damaged: {refused:?}"));
    }
    if refused.hint.as_deref() != Some("damaged") {
        return Ok(End::Refused);
    }
    let rescue = Rescue::new(&file, Arc::new(SystemWorld::default()));
    let call = |command: &str| -> Result<Json, String> {
        let answer = rescue.call(command, json!({})).ok_or("no such command")?;
        answer.map_err(|error| format!("{command}: {error:?}"))
    };
    let readable = call("rescue")?["readable"].as_u64().unwrap_or_default();
    call("rescue_begin_anew")?;
    clinic::open(&file).map_err(|error| format!("does not start after it was set aside: {error:?}"))?;
    Ok(End::Rescued { readable })
}
