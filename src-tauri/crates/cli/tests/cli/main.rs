//! The program as a script meets it: what it prints, how it ends, and that a refusal changes nothing.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod backup;
mod bad_input;
mod csv;
mod desk;
mod hub;
mod peer;
mod reading;
mod setup;
mod share;
mod tables;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as Json;

/// A folder of its own with a database's name in it.
struct Desk {
    dir: tempfile::TempDir,
    db: PathBuf,
}

/// How a run ended.
#[derive(Debug)]
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Desk {
    fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("clinic.db");
        Self { dir, db }
    }

    /// With a clinic whose EHR went live on 2026-01-31.
    fn with_clinic() -> Self {
        let desk = Self::empty();
        desk.done(&INIT);
        desk
    }

    fn with_sample() -> Self {
        let desk = Self::empty();
        desk.done(&["sample", "--seed", "7"]);
        desk
    }

    fn run(&self, args: &[&str]) -> Ran {
        run(&self.db, args)
    }

    /// Runs what must succeed and gives what it printed.
    fn done(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
        ran.stdout
    }

    /// Runs what must succeed, for machines.
    fn json(&self, args: &[&str]) -> Json {
        serde_json::from_str(&self.done(&[args, &["--json"]].concat())).unwrap()
    }

    /// Runs what must be refused with nothing changed, and gives the error as machines get it.
    fn refused(&self, args: &[&str]) -> Json {
        let before = self.digest();
        let ran = self.run(&[args, &["--json"]].concat());
        assert_eq!(ran.code, 1, "{args:?}: {ran:?}");
        assert_eq!(ran.stdout, "", "{args:?}");
        assert_eq!(self.digest(), before, "{args:?} changed something");
        serde_json::from_str(&ran.stderr).unwrap()
    }

    /// The state digest; `None` where there is no database.
    fn digest(&self) -> Option<String> {
        self.db.exists().then(|| {
            let ran = self.run(&["digest"]);
            if ran.code == 0 { ran.stdout } else { format!("{:?}", std::fs::read(&self.db)) }
        })
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        self.path(name)
    }
}

const INIT: [&str; 11] = [
    "init",
    "--name",
    "Larkmoor Family Health",
    "--zone",
    "America/Denver",
    "--system",
    "Marlet EHR",
    "--vendor",
    "Marlet",
    "--go-live",
    "2026-01-31",
];

fn run(db: &Path, args: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_keepalive-cli"))
        .env_remove("PGPASSWORD")
        .arg("--db")
        .arg(db)
        .args(args)
        .output()
        .unwrap();
    Ran {
        code: status.code().unwrap(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}
