//! A database server with a hub, for whoever runs it and for the desks it lets in.

use std::path::PathBuf;

use keepalive_api::{HubServer, NewDevice};
use keepalive_test_postgres::{PASSWORD, Postgres};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::Desk;

/// The database of the hub.
const DATABASE: &str = "keepalive";

/// A server that holds the hub of one clinic.
pub(crate) struct Hub {
    pub(crate) pg: Postgres,
    dir: TempDir,
}

impl Hub {
    /// Starts one; `None` where this computer has no PostgreSQL and needs none.
    pub(crate) fn start() -> Option<Self> {
        let pg = Postgres::start()?;
        pg.database(DATABASE);
        let hub = Self { pg, dir: tempfile::tempdir().unwrap() };
        assert!(hub.keeper().init("main").unwrap());
        Some(hub)
    }

    /// As whoever runs the server.
    pub(crate) fn keeper(&self) -> HubServer {
        let (url, ca) = (self.pg.url(DATABASE), Some(self.pg.ca.clone()));
        HubServer { url, password: Some(PASSWORD.to_owned()), ca }
    }

    /// Lets a desk of a clinic in: its access file.
    pub(crate) fn lets_in_of(&self, name: &str, clinic: &str) -> PathBuf {
        let (name, clinic) = (name.to_owned(), Some(clinic.to_owned()));
        let file = self.dir.path().join(format!("{name}.json"));
        let new = NewDevice { name, clinic, address: None, again: false, reads_only: false };
        self.keeper().let_in(&new, &file).unwrap();
        file
    }

    /// Lets a desk of the hub's first clinic in that only reads, or one that reads so far write from now on.
    pub(crate) fn lets_read(&self, name: &str, reads_only: bool) -> Json {
        let file = self.dir.path().join(format!("{name}-reads-{reads_only}.json"));
        let new =
            NewDevice { name: name.to_owned(), clinic: None, address: None, again: !reads_only, reads_only };
        self.keeper().let_in(&new, &file).unwrap();
        json!({ "path": file })
    }

    /// Has a desk that was let in read only from now on.
    pub(crate) fn lets_only_read(&self, name: &str) -> Json {
        let file = self.dir.path().join(format!("{name}-only-reads.json"));
        let new =
            NewDevice { name: name.to_owned(), clinic: None, address: None, again: true, reads_only: true };
        self.keeper().let_in(&new, &file).unwrap();
        json!({ "path": file })
    }

    /// Lets a desk of the hub's first clinic in.
    pub(crate) fn lets_in(&self, name: &str) -> Json {
        json!({ "path": self.lets_in_of(name, "main") })
    }

    /// An access file with one thing changed.
    pub(crate) fn changed(&self, access: &Json, name: &str, value: &str) -> Json {
        let mut json: Json =
            serde_json::from_slice(&std::fs::read(access["path"].as_str().unwrap()).unwrap()).unwrap();
        json[name] = json!(value);
        // One file for each: they are all there at once.
        let so_far = std::fs::read_dir(self.dir.path()).unwrap().count();
        let file = self.dir.path().join(format!("changed-{so_far}.json"));
        std::fs::write(&file, json.to_string()).unwrap();
        json!({ "path": file })
    }

    /// Runs statements as the owner of everything.
    pub(crate) fn sql(&self, statements: &str) -> Vec<String> {
        self.pg.sql(DATABASE, "admin", statements).unwrap()
    }
}

/// A friction that somebody logged.
pub(crate) fn log(desk: &Desk, title: &str) -> String {
    desk.make("workaround", json!({ "title": title, "break": "drift", "started": "2026-11-05" }))
}

/// What has been logged, by name.
pub(crate) fn titles(desk: &Desk) -> Vec<String> {
    let rows = desk.ok("workaround_list", json!({}))["rows"].as_array().unwrap().clone();
    let mut titles: Vec<_> = rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect();
    titles.sort_unstable();
    titles
}

/// A desk of another clinic that logged something before it heard of this one.
pub(crate) fn alone() -> Desk {
    let alone = Desk::elsewhere();
    log(&alone, "Fax the referral");
    alone
}

/// Joins with a desk's own record, and looks at both: a copy was made first, and the two hold the same.
pub(crate) fn joins_whole(front: &Desk, alone: &Desk, answer: Json) {
    assert_eq!(alone.ok("sharing_answer", answer)["has_record"], true);
    alone.ok("sharing_join", json!({}));
    assert_eq!(alone.ok("backups", json!({}))["copies"].as_array().unwrap().len(), 1);
    front.ok("sharing_now", json!({}));
    assert_eq!(titles(front), ["Fax the referral", "Print twice"]);
    assert_eq!(front.digest(), alone.digest());
}
