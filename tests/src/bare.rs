//! The app as people start it, without a driver.

use std::process::{Child, Command, Stdio};

use crate::driver::program;
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

    /// Makes sure that it did not end by itself.
    ///
    /// # Errors
    /// It did.
    pub fn still_runs(&self) -> Outcome<()> {
        let there = std::path::Path::new("/proc").join(self.0.id().to_string()).join("exe").exists();
        if there { Ok(()) } else { Err(Failure::new("the app", &"it ended by itself")) }
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to end.
        if self.0.kill().is_ok() {
            let _ = self.0.wait();
        }
    }
}
