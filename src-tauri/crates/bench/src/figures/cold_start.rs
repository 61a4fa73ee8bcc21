//! P5: from the start of the program until one can type, against an empty window of the same toolkit.

use std::thread;
use std::time::Duration;

use super::series::Million;
use super::window::{Programs, Running};
use super::{Outcome, Ratio};
use crate::pairs::{Timed, interleave};
use crate::workshop::Workshop;

/// The web view's own processes end a little later than the program.
const REST: Duration = Duration::from_millis(500);

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let programs = match Programs::beside()? {
        Ok(programs) => programs,
        Err(why) => return Ok(vec![Outcome::Skipped { figure: "P5", why }]),
    };
    let database = Million::made(workshop)?.close();
    let data = workshop.path("app-data");
    let arguments = ["--data-dir".as_ref(), data.as_os_str(), "--db".as_ref(), database.as_os_str()];
    let start = |program, arguments: &[&std::ffi::OsStr]| {
        let running = Running::start(program, arguments, workshop)?;
        let took = running.ready_after;
        drop(running);
        thread::sleep(REST);
        Ok(Timed { value: (), took })
    };
    let pairs = interleave(
        workshop.pairs,
        &mut |_| start(&programs.app, &arguments),
        &mut |_| start(&programs.empty, &[]),
        |(), ()| Ok(()),
    )?;
    Ok(vec![Outcome::Measured(Ratio {
        figure: "P5",
        ours: "cold start until the page can be typed in, 1,000,000 occurrences".to_owned(),
        peer: "an empty Tauri window with one field".to_owned(),
        target: Some(1.08),
        pairs,
    })])
}
