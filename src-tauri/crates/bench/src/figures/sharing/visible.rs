//! S2: from Enter at one desk until another one's list has it, nobody touching that one.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use keepalive_api::App;
use serde_json::{Value as Json, json};

use super::desks::{capture, desk, found, meet, ops, shared_folder};
use crate::durations::milliseconds;
use crate::figures::{Outcome, Ratio};
use crate::pairs::Pairs;
use crate::workshop::{Workshop, scrambled};

/// How soon the other desk has to show it, over a folder (docs/sharing.md's design).
const LIMIT: Duration = Duration::from_secs(60);

/// Nobody waits longer than this for an entry.
const GIVES_UP: Duration = Duration::from_secs(180);

/// How often the other desk is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// People do not write in step with the meetings: up to this long passes before the next entry.
const AT_MOST_BETWEEN_MS: u64 = 8_000;

/// Measures it: two desks in the background, as the app runs them.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let (here, there) = (desk(workshop, "writes")?, desk(workshop, "looks")?);
    found(&here)?;
    let folder = shared_folder(workshop, "visible")?;
    here.call_host("sharing_begin", json!({ "path": folder }))?;
    let invite = here.call("sharing_invite", Json::Null)?;
    there.call_host("sharing_answer", json!({ "path": folder, "code": invite["code"] }))?;
    here.call("sharing_invited", Json::Null)?;
    there.call("sharing_join", Json::Null)?;
    here.call("sharing_invite_end", Json::Null)?;
    meet(&here)?;
    meet(&there)?;
    here.share_in_background();
    there.share_in_background();

    let mut pairs = Pairs::default();
    for nth in 0..workshop.pairs {
        thread::sleep(Duration::from_millis(scrambled(nth as u64) % AT_MOST_BETWEEN_MS));
        let began = Instant::now();
        let title = capture(&here, nth)?;
        let wanted = ops(&here)?;
        while ops(&there)? < wanted {
            anyhow::ensure!(began.elapsed() < GIVES_UP, "the entry did not come");
            thread::sleep(LOOK_EVERY);
        }
        anyhow::ensure!(lists(&there, &title)?, "“{title}” came and is not in the list");
        pairs.push_ms(milliseconds(began.elapsed()), milliseconds(LIMIT));
    }
    Ok(vec![Outcome::Measured(Ratio {
        figure: "S2",
        ours: "from Enter at one desk until another one's list has it, over a folder".to_owned(),
        peer: "60 s".to_owned(),
        target: Some(1.0),
        pairs,
    })])
}

/// Whether the list of workarounds shows one of this title.
fn lists(app: &App, title: &str) -> anyhow::Result<bool> {
    let page = app.call("workaround_list", Json::Null)?;
    let rows = page["rows"].as_array().context("a list has rows")?;
    Ok(rows.iter().any(|row| row["title"].as_str().is_some_and(|there| there.eq_ignore_ascii_case(title))))
}
