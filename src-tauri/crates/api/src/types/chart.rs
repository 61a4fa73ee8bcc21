//! A chart: the picture, where its parts stand, and its sentence.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// What words and numbers of a chart or report are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Spanish, numbers as 12,5.
    Es,
    /// Spanish as the United States, Mexico and most of Central America write numbers: 12.5.
    EsUs,
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChartPicture {
    /// The SVG with its own title and description.
    pub svg: String,
    /// What it shows, in a sentence with the numbers.
    pub caption: String,
    /// The drawing area's height above the zero line and below the top, in the SVG's units.
    pub plot: Rect,
    /// What pointer and arrow keys find, in reading order: a month, a week, a row, a mark.
    pub columns: Vec<Column>,
}

/// A rectangle in the SVG's units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The place of something in the picture that can be read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Column {
    /// Number of the month, week, row or mark.
    pub n: i32,
    /// Its whole slot, for pointer and focus.
    pub slot: Rect,
}

/// What a chart is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChartFormat {
    /// Vector, for print.
    Svg,
    /// Pixels at twice the size, for mail.
    Png,
    /// The numbers.
    Csv,
}

/// A chart as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChartFile {
    /// What it might be called.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Its bytes, base64.
    pub base64: String,
}
