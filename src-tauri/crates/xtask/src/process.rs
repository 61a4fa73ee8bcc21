//! Calls of other programs: shown before they run, and an error when they fail.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// One call of a program.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    program: OsString,
    arguments: Vec<OsString>,
    folder: Option<PathBuf>,
    environment: Vec<(OsString, OsString)>,
}

impl Call {
    /// A call of `program` with `arguments`.
    pub(crate) fn new(program: impl Into<OsString>, arguments: &[&str]) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.iter().map(OsString::from).collect(),
            folder: None,
            environment: Vec::new(),
        }
    }

    /// Adds one argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Runs in `folder`.
    pub(crate) fn in_folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// The call as one would type it.
    pub(crate) fn line(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.arguments);
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    /// The standard library's command, for a program that is kept running.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).envs(self.environment.iter().map(|(name, value)| (name, value)));
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }

    /// Shows the call, runs it with its output visible, and fails when it fails.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        println!("$ {}", self.line());
        let status = self.command().stdin(Stdio::null()).status().with_context(|| self.could_not_start())?;
        if status.success() { Ok(()) } else { bail!("`{}` ended with {status}", self.line()) }
    }

    /// Runs quietly and gives what it printed; an error when it fails.
    pub(crate) fn output(&self) -> anyhow::Result<String> {
        let output = self.command().stdin(Stdio::null()).output().with_context(|| self.could_not_start())?;
        if !output.status.success() {
            bail!(
                "`{}` ended with {}: {}",
                self.line(),
                output.status,
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether the program is there and succeeds; its output is dropped.
    pub(crate) fn succeeds(&self) -> anyhow::Result<bool> {
        let status = self.command().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        match status {
            Ok(status) => Ok(status.success()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).with_context(|| self.could_not_start()),
        }
    }

    fn could_not_start(&self) -> String {
        format!("`{}` could not be started", self.line())
    }
}
