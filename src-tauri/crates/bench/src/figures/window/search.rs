//! P4: from a key in the search field to results, against the bare question to the index; and until they are painted.

use keepalive_api::App;
use keepalive_api::types::SearchInput;
use rusqlite::Connection;

use super::{Driven, FRAME_MS, Programs, ours_and_bare};
use crate::clinic;
use crate::durations::quantile;
use crate::figures::{Outcome, Ratio};
use crate::pairs::{Pairs, Timed, interleave, timed};
use crate::workshop::Workshop;

/// Items of the clinic.
const REQUESTS: usize = 120_000;

/// What the field holds after each key: rare and frequent words, one letter and several words.
const TYPED: &[&str] = &[
    "r",
    "re",
    "ref",
    "refi",
    "refil",
    "refill",
    "refill f",
    "refill fa",
    "refill fax",
    "inb",
    "inbox 4",
    "label 77",
    "portal visit",
    "119999",
    "r1",
    "r11",
    "queue form hand",
];

/// Results asked for while typing.
const LIMIT: u32 = 12;

/// Measures both.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let path = clinic::file_of_requests(workshop, "search.db", REQUESTS)?;

    let (app, bare) = ours_and_bare(&path)?;
    let pairs = interleave(workshop.pairs, &mut |_| ours(&app), &mut |_| peer(&bare), |ours, peer| {
        if ours == peer { Ok(()) } else { Err(format!("{ours:?} and {peer:?}")) }
    })?;
    let shown = telling(&ours(&app)?.value);
    drop((app, bare));
    let mut outcomes = vec![Outcome::Measured(Ratio {
        figure: "P4",
        ours: format!("{} keys in the search, 120,000 items", TYPED.len()),
        peer: "the bare FTS5 question".to_owned(),
        target: Some(1.2),
        pairs,
    })];
    outcomes.push(match Programs::beside()? {
        Err(why) => Outcome::Skipped { figure: "P4", why },
        Ok(_) => Outcome::Measured(Ratio {
            figure: "P4",
            ours: format!("until painted, p95 of {} keys", shown.len()),
            peer: "two frames of 16.7 ms".to_owned(),
            target: Some(1.0),
            pairs: painted(&path, &shown, workshop.pairs)?,
        }),
    });
    Ok(outcomes)
}

/// The keys of what is found for each text.
type Found = Vec<Vec<String>>;

/// The texts whose results can be seen to come, each with the key that stands first then: another one than before.
fn telling(found: &Found) -> Vec<(&'static str, String)> {
    let mut before: Option<&String> = None;
    let mut telling = Vec::new();
    for (text, found) in TYPED.iter().zip(found) {
        let first = found.first();
        telling.extend(first.filter(|_| first != before).map(|key| (*text, key.clone())));
        before = first;
    }
    telling
}

fn ours(app: &App) -> anyhow::Result<Timed<Found>> {
    timed(|| {
        let of = |text: &&str| -> anyhow::Result<Vec<String>> {
            let hits = app.search(SearchInput { text: (*text).to_owned(), limit: Some(LIMIT) })?;
            Ok(hits.into_iter().filter_map(|hit| hit.key).collect())
        };
        TYPED.iter().map(of).collect()
    })
}

fn peer(bare: &Connection) -> anyhow::Result<Timed<Found>> {
    timed(|| {
        let of = |text: &&str| -> anyhow::Result<Vec<String>> {
            let words = text.split_whitespace();
            let word = |word: &str| format!("\"{word}\"{}", if word.len() > 1 { "*" } else { "" });
            let question = words.map(word).collect::<Vec<_>>().join(" ");
            let mut statement = bare.prepare_cached(
                "SELECT r.key FROM search s JOIN request r ON r.no = s.rowid WHERE search MATCH ?1
                  ORDER BY bm25(search, 10.0, 5.0, 1.0), s.rowid DESC LIMIT ?2",
            )?;
            let keys = statement.query_map(rusqlite::params![question, LIMIT], |row| row.get(0))?;
            Ok(keys.collect::<rusqlite::Result<_>>()?)
        };
        TYPED.iter().map(of).collect()
    })
}

/// Milliseconds from the key until the frame that shows its results, round by round.
fn painted(path: &std::path::Path, texts: &[(&str, String)], rounds: usize) -> anyhow::Result<Pairs> {
    let driven = Driven::start(path, &[])?;
    let page = driven.main()?;
    driven.wait(page.press("Search everything"))?;
    let typed = serde_json::to_string(texts)?;
    let mut pairs = Pairs::default();
    for round in 0..=rounds {
        let took: Vec<f64> = driven.measure(
            &page,
            &format!(
                "const field = document.querySelector('[role=combobox]');
                 const list = document.querySelector('[role=listbox]');
                 const frame = () => new Promise((done) => requestAnimationFrame(done));
                 const type = async ([text, key]) => {{
                   const from = performance.now();
                   const shown = new Promise((done, failed) => {{
                     const look = () => list.querySelector('[role=option]')?.textContent.includes(`(${{key}})`) && done();
                     const watch = new MutationObserver(look);
                     watch.observe(list, {{ childList: true, subtree: true, characterData: true }});
                     setTimeout(() => failed(new Error(`no results of ${{text}}`)), 5000);
                   }});
                   field.value = text;
                   field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
                   await shown;
                   await frame();
                   return performance.now() - from;
                 }};
                 const took = [];
                 for (const text of {typed}) {{
                   took.push(await type(text));
                   await new Promise((done) => setTimeout(done, 60));
                 }}
                 return took;"
            ),
        )?;
        if round > 0 {
            pairs.push_ms(quantile(&took, 0.95).unwrap_or(f64::NAN), 2.0 * FRAME_MS);
        }
    }
    Ok(pairs)
}
