//! The table set, CSV mapping and lists, in and out.
//!
//! An import is all or nothing. [`tables::Import`] and [`csv_map::MappedCsv`] read every line once, list what is
//! wrong with each, and hand their changes on in batches; whoever writes them keeps the batches only if the
//! [`Report`] is clean. Nothing here touches a database: what is there already is asked through [`Known`], and
//! changes go to a [`Target`].

pub mod archive;
mod assemble;
mod by_hash;
mod corrections;
pub mod csv_map;
mod identity;
mod known;
mod phi;
mod problem;
mod rows;
pub mod sheet;
pub mod tables;
mod watch;

pub use corrections::{Correction, Corrections};
pub use known::{ByHand, Found, Known, KnownError, NothingKnown, Target};
pub use problem::{
    ExportError, FileReport, ImportError, Outcome, Problem, Problems, ReadAs, Report, UnknownPeople,
};
pub use watch::{Taking, Watch};
