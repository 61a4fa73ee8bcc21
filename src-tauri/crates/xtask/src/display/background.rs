//! A program that runs beside us.

use std::process::Child;

/// A program that runs beside us and is ended when this is dropped.
#[derive(Debug)]
pub(crate) struct Background(Child);

impl Background {
    /// Takes charge of `child`.
    pub(crate) fn new(child: Child) -> Self {
        Self(child)
    }

    /// The running program.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end and nothing to say.
        if self.0.kill().is_ok() {
            let _ = self.0.wait();
        }
    }
}
