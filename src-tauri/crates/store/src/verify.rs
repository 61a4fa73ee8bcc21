//! Checking a database against itself.

/// A step of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerifyStep {
    /// SQLite's own integrity check.
    File,
    /// The hash chain of every stream.
    Chain,
    /// Building everything again from the log.
    Rebuild,
    /// Comparing what was built with what stands.
    Compare,
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: VerifyStep,
    /// Units done in this step.
    pub done: u64,
    /// Units this step has.
    pub total: u64,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it was found.
    pub step: VerifyStep,
    /// What is wrong, for a person.
    pub detail: String,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyReport {
    /// Ops in the log.
    pub ops: u64,
    /// Streams they stand in.
    pub streams: u64,
    /// The state digest.
    pub digest: String,
    /// What is wrong; empty when all is well.
    pub faults: Vec<Fault>,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}
