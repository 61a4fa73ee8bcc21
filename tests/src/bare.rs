//! The app as people start it, without a driver.

use std::process::{Child, Command, Stdio};

use crate::driver::program;
#[cfg(target_os = "linux")]
use crate::sockets::family_of;
use crate::{Failure, Home, Outcome};

/// A running app, ended when dropped.
#[derive(Debug)]
pub struct Bare(Child);

impl Bare {
    /// Starts the app in this home.
    ///
    /// # Errors
    /// `KEEPALIVE_APP` names no program.
    pub fn start(home: &Home) -> Outcome<Self> {
        let started = Command::new(program()?).envs(home.environment()).stdin(Stdio::null()).spawn();
        started.map(Self).map_err(|error| Failure::new("the app", &error))
    }

    /// Its number in the system.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.0.id()
    }

    /// Ends the processes of its pages, as a crash of the engine does. How many there were.
    ///
    /// # Errors
    /// One of them could not be ended.
    #[cfg(target_os = "linux")]
    pub fn end_pages(&self) -> Outcome<usize> {
        let pages: Vec<u32> =
            family_of(self.0.id()).into_iter().filter(|process| is_a_page(*process)).collect();
        for page in &pages {
            let ended = Command::new("kill").args(["-KILL", &page.to_string()]).status();
            match ended {
                Ok(status) if status.success() => {}
                Ok(status) => return Err(Failure::new("ending a page", &status)),
                Err(error) => return Err(Failure::new("ending a page", &error)),
            }
        }
        Ok(pages.len())
    }

    /// Makes sure that it did not end by itself.
    ///
    /// # Errors
    /// It did.
    pub fn still_runs(&self) -> Outcome<()> {
        let there = std::path::Path::new("/proc").join(self.0.id().to_string()).join("exe").exists();
        if there { Ok(()) } else { Err(Failure::new("the app", &"it ended by itself")) }
    }
}

/// Whether a process draws pages; the kernel keeps fifteen letters of a name.
#[cfg(target_os = "linux")]
fn is_a_page(process: u32) -> bool {
    // One that has just ended has no name.
    let name = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    name.trim() == "WebKitWebProces"
}

impl Drop for Bare {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to end.
        if self.0.kill().is_ok() {
            let _ = self.0.wait();
        }
    }
}
