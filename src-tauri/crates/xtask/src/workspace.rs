//! Where things are: the checkout, the pages, what cargo built.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::process::Call;

/// The checkout this tool was built from.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
}

/// How a program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build; what the tests use.
    Dev,
    /// What people install.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }

    /// The argument cargo wants for this profile.
    pub(crate) fn cargo_arguments(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &[],
            Self::Release => &["--release"],
        }
    }
}

impl Workspace {
    /// Finds the checkout from where cargo says this crate lies.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").context("start this with `cargo xtask`")?;
        let root = Path::new(&manifest).ancestors().nth(3).context("no workspace above this crate")?;
        Ok(Self { root: root.to_owned() })
    }

    /// The folder of the pages.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Pictures and reports of a run; not committed.
    pub(crate) fn artifacts(&self) -> PathBuf {
        self.root.join("artifacts")
    }

    /// Where cargo builds, honouring `CARGO_TARGET_DIR`.
    pub(crate) fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// A program of this workspace, once it is built.
    pub(crate) fn program(&self, name: &str, profile: Profile) -> PathBuf {
        self.target().join(profile.folder()).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// Builds an example and tells where it is. It is asked for among the whole workspace, as the tests are: of one
    /// package alone the same crates have other features, and would all be compiled once more.
    ///
    /// # Errors
    /// It does not compile.
    pub(crate) fn example(&self, name: &str) -> anyhow::Result<PathBuf> {
        self.cargo(&["build", "--workspace", "--example", name]).run()?;
        Ok(self.program(&format!("examples/{name}"), Profile::Dev))
    }

    /// A call of cargo in the checkout, with the toolchain that runs this tool.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Call {
        Call::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments).in_folder(&self.root)
    }

    /// A call of npm in the folder of the pages.
    pub(crate) fn npm(&self, arguments: &[&str]) -> Call {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Call::new(npm, arguments).in_folder(&self.ui())
    }
}
