//! S5: 300 desks of one clinic on 20 sites at one PostgreSQL server, each with a file of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use keepalive_api::{App, HubServer, Meeting, NewDevice};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_store::Store;
use keepalive_test_postgres::{PASSWORD, Postgres};
use serde_json::json;

use super::desks::{acts_at, desk, found, meet, ops};
use super::number;
use crate::clinic;
use crate::figures::{Outcome, Ratio};
use crate::pairs::{Pairs, timed};
use crate::workshop::Workshop;

/// Desks of the clinic.
const DESKS: usize = 300;

/// Sites that they stand at.
const SITES: usize = 20;

/// What each desk writes before it meets the others.
const ACTS_EACH: usize = 10;

/// Rounds in which each desk by turns writes and meets, after one that warms up; each brings a measured meeting for every
/// desk.
const ROUNDS: usize = 1;

/// Rounds of meetings with nothing new, after one that warms up. Each is 300 meetings: their number makes up for there being
/// few.
const IDLE_ROUNDS: usize = 5;

/// The database of the hub.
const DATABASE: &str = "keepalive";

/// What 300 desks with nothing new may take of a server with two cores: 5 % (docs/sharing.md's design) of the 30 s in
/// which each of them meets once.
const LIMIT_SERVER_MS: f64 = 30_000.0 * 2.0 * 0.05;

/// How soon another desk has to show what was written, over a database (the same).
const LIMIT_VISIBLE: Duration = Duration::from_secs(15);

/// How many ms one tick of a process's time is: Linux tells programs 100 a second on every machine.
const MS_A_TICK: f64 = 10.0;

/// The desks, and the server that they meet at.
struct Group {
    desks: Vec<Arc<App>>,
    server: Postgres,
}

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let skipped = |why: &str| Ok(vec![Outcome::Skipped { figure: "S5", why: why.to_owned() }]);
    if !cfg!(target_os = "linux") {
        return skipped("the time that a server takes is told by Linux only");
    }
    let Some(group) = Group::joined(workshop)? else { return skipped("there is no PostgreSQL server here") };
    let (mut fetched, mut idle) = (Pairs::default(), Pairs::default());
    for round in 0..=ROUNDS {
        for nth in 0..DESKS {
            let met = group.writes_and_meets(nth, round)?;
            if round > 0 {
                fetched.push(met, LIMIT_VISIBLE);
            }
        }
    }
    // Whoever came early in the last round has yet to hear those after it.
    group.all_meet()?;
    for round in 0..=IDLE_ROUNDS {
        let before = group.server_ms()?;
        group.all_meet()?;
        if round > 0 {
            idle.push_ms(group.server_ms()? - before, LIMIT_SERVER_MS);
        }
    }
    group.are_in_step()?;
    let held = ops(group.desks.first().context("there are desks")?)?;
    let row = |ours: String, peer: &str, pairs| {
        Outcome::Measured(Ratio { figure: "S5", ours, peer: peer.to_owned(), target: Some(1.0), pairs })
    };
    Ok(vec![
        row(
            format!(
                "a meeting of one of {DESKS} desks on {SITES} sites after each wrote {ACTS_EACH} (of {held} ops)"
            ),
            "15 s",
            fetched,
        ),
        row(
            format!("time on the server's cores of {DESKS} meetings with nothing new"),
            "3,000 ms: 5 % of two cores for 30 s",
            idle,
        ),
    ])
}

impl Group {
    /// Desks that all joined one clinic; `None` where there is no server to be had.
    fn joined(workshop: &Workshop) -> anyhow::Result<Option<Self>> {
        let Some(server) = Postgres::start() else { return Ok(None) };
        server.database(DATABASE);
        let (url, ca) = (server.url(DATABASE), Some(server.ca.clone()));
        let keeper = HubServer { url, password: Some(PASSWORD.to_owned()), ca };
        keeper.init("main")?;
        let mut desks = Vec::with_capacity(DESKS);
        for nth in 0..DESKS {
            let name = format!("desk-{nth}");
            let access = workshop.path(&format!("{name}.json"));
            let new = NewDevice {
                name: name.clone(),
                clinic: None,
                address: None,
                again: false,
                reads_only: false,
            };
            keeper.let_in(&new, &access)?;
            let app = desk(workshop, &name)?;
            match desks.first() {
                None => {
                    found(&app)?;
                    app.with_store(people)?;
                }
                Some(_) => join(&app, &key_file(&workshop.path("desk-0"))?, &access, &workshop.path(&name))?,
            }
            app.call_host("sharing_begin_database", json!({ "path": access }))?;
            meet(&app)?;
            desks.push(app);
        }
        Ok(Some(Self { desks, server }))
    }

    /// A desk writes something down and meets the others; how long the meeting took. From the second round on everybody
    /// else wrote once since it met last, and all of that has to come.
    fn writes_and_meets(&self, nth: usize, round: usize) -> anyhow::Result<Duration> {
        let desk = self.desks.get(nth).context("there is this desk")?;
        let first = (round * DESKS + nth) * ACTS_EACH;
        desk.with_store(|store| acts_at(store, first..first + ACTS_EACH, Some(person(nth))))?;
        let before = ops(desk)?;
        let met = timed(|| meet(desk))?;
        let (came, wanted) = (ops(desk)? - before, ((DESKS - 1) * ACTS_EACH) as u64);
        anyhow::ensure!(round == 0 || came == wanted, "{came} ops came instead of {wanted}");
        Ok(met.took)
    }

    /// Everybody meets.
    fn all_meet(&self) -> anyhow::Result<()> {
        self.desks.iter().try_for_each(|desk| meet(desk))
    }

    /// Refuses to go on unless all hold the same record and nothing of it was lost on the way.
    fn are_in_step(&self) -> anyhow::Result<()> {
        let mut held = Vec::with_capacity(DESKS);
        for desk in &self.desks {
            held.push((ops(desk)?, desk.with_store(Store::digest)?));
        }
        held.dedup();
        anyhow::ensure!(held.len() == 1, "the desks hold {} different records", held.len());
        Ok(())
    }

    /// How long the server and all processes that it started and that have ended ran on a core, in ms.
    fn server_ms(&self) -> anyhow::Result<f64> {
        let pid = self.server.pid().context("the server runs")?;
        let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
        // After the program's name, which may hold anything: state is the first field, the four times are 12th to 15th.
        let (_, after) = stat.rsplit_once(')').context("a process has a name")?;
        let ticks = after.split_whitespace().skip(11).take(4).map(str::parse::<u64>);
        Ok(number(ticks.sum::<Result<u64, _>>()?) * MS_A_TICK)
    }
}

/// Joins a clinic whose key was carried over by hand, as the command line does it.
fn join(app: &App, key: &Path, access: &Path, folder: &Path) -> anyhow::Result<()> {
    app.share_over_postgres(access, &fs::read_to_string(key)?, Meeting::default())?;
    let name = key.file_name().context("a file has a name")?;
    fs::copy(key, folder.join(name))?;
    Ok(())
}

/// The file in which a desk keeps the clinic's key.
fn key_file(folder: &Path) -> anyhow::Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == "key") {
            return Ok(path);
        }
    }
    anyhow::bail!("no key lies in {}", folder.display())
}

/// A site of the clinic, by its number.
fn site(nth: usize) -> EntityId {
    EntityId::named(Kind::Site.name(), &[&format!("measured-{nth}")])
}

/// Who sits at a desk, by its number.
fn person(nth: usize) -> EntityId {
    EntityId::named(Kind::Person.name(), &[&format!("measured-{nth}")])
}

/// The sites, and at each desk one person who works at its site.
fn people(store: &Store) -> anyhow::Result<()> {
    let sites = (0..SITES).map(|nth| Change::of(Kind::Site, site(nth)).with("name", format!("Site {nth}")));
    let people = (0..DESKS).map(|nth| {
        let (key, name) = (format!("p{nth}"), format!("Person {nth}"));
        let change = Change::of(Kind::Person, person(nth)).with("key", key).with("name", name);
        change.with("role", "staff").with("site", site(nth % SITES))
    });
    clinic::fill(store, sites.chain(people))
}
