//! Figures drawn as SVG and PNG, with title, description and data table.
//!
//! Every chart has a plain input of numbers and labels, and one function that draws it:
//!
//! ```
//! use keepalive_charts::{Style, Theme, hours_lost::{self, HoursLost}};
//!
//! let data = HoursLost { system: "Marlet EHR".into(), ..HoursLost::default() };
//! let figure = hours_lost::draw(&data, &Style::default().themed(Theme::Dark).wide(900.0));
//! let svg: String = figure.svg();
//! let png: Vec<u8> = figure.png(2)?; // two pixels for each px
//! assert!(svg.contains("<title>") && figure.table.rows.is_empty() && !png.is_empty());
//! # Ok::<(), keepalive_charts::PngError>(())
//! ```
//!
//! A [`Figure`] carries the picture, its words (title, description, caption), the same numbers as a
//! [`Table`], and where the steps of its axis stand ([`Figure::steps`], [`Figure::plot`]), so that a
//! read-out can follow pointer and keyboard. The same input gives the same bytes on every system.
//!
//! What charts never do: compare an unfinished month with whole ones, draw a missing value as zero,
//! or trust a label. Words come from [`Labels`], one constant for each language.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that cannot go on should stop"))]

pub mod after_hours;
pub mod ageing;
mod axis;
mod break_swatch;
mod breaks;
pub mod control_chart;
mod curve;
mod empty;
mod figure;
pub mod flow;
mod font;
mod frame;
pub mod hours_lost;
mod labels;
mod lines;
pub mod mount;
mod number;
pub mod pareto;
mod pattern;
mod place;
mod png;
pub mod quiet_roles;
mod scene;
pub mod silence;
mod spanish;
pub mod survival;
mod svg;
mod swatches;
pub mod systems;
#[cfg(test)]
mod tests;
mod text;
mod theme;
pub mod turnaround;
pub mod whose_turn;

pub use break_swatch::break_swatch;
pub use breaks::Break;
pub use curve::{Curve, FEWEST_TO_TELL, Fall, Median};
pub use figure::{Area, AxisStep, Cell, Column, Figure, NARROWEST_PX, Style, Table, WIDEST_PX};
pub use labels::{ENGLISH, Labels};
pub use png::PngError;
pub use spanish::{SPANISH, SPANISH_WITH_POINT};
pub use theme::{Color, Palette, Theme};
