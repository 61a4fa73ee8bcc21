//! What every chart gives back: the picture, its words, the same numbers as a table, and where its steps stand.

use crate::labels::{ENGLISH, Labels};
use crate::number::{percent, told};
use crate::png::{self, PngError};
use crate::scene::{Rect, Scene};
use crate::svg;
use crate::text::clean;
use crate::theme::Theme;

/// Narrowest figure that can still hold its labels, in px.
pub const NARROWEST_PX: f64 = 240.0;
/// Widest figure, in px.
pub const WIDEST_PX: f64 = 4800.0;

/// How a figure is to look, apart from what it shows.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Light or dark.
    pub theme: Theme,
    /// Width in px, held between [`NARROWEST_PX`] and [`WIDEST_PX`].
    pub width: f64,
    /// Height in px; each chart has its own when `None`, and takes more where its words need it.
    pub height: Option<f64>,
    /// Words and number signs of a language.
    pub labels: &'static Labels,
}

impl Default for Style {
    /// Light, English, as wide as the main chart of the Friction view.
    fn default() -> Self {
        Self { theme: Theme::Light, width: 812.0, height: None, labels: &ENGLISH }
    }
}

impl Style {
    /// This style with another width in px.
    #[must_use]
    pub fn wide(self, width: f64) -> Self {
        Self { width, ..self }
    }

    /// This style with another theme.
    #[must_use]
    pub fn themed(self, theme: Theme) -> Self {
        Self { theme, ..self }
    }

    pub(crate) fn width_px(&self) -> f64 {
        if self.width.is_finite() { self.width.clamp(NARROWEST_PX, WIDEST_PX).round() } else { NARROWEST_PX }
    }

    /// The asked height, or the chart's own; never less than `least`.
    pub(crate) fn height_px(&self, own: f64, least: f64) -> f64 {
        let asked = self.height.filter(|h| h.is_finite()).unwrap_or(own);
        asked.clamp(least, WIDEST_PX.max(least)).round()
    }
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is, in a few words; also the SVG's `title`.
    pub title: String,
    /// What can be seen, for somebody who cannot; also the SVG's `desc`.
    pub description: String,
    /// One sentence with the numbers, never more than they allow.
    pub caption: String,
    /// The same numbers as a table, in axis order.
    pub table: Table,
    /// Width in px; it may be more than asked for.
    pub width: f64,
    /// Height in px; it may be more than asked for.
    pub height: f64,
    /// The plot inside the figure, in px: what a selection box or a read-out line spans.
    pub plot: Area,
    /// What can be read one by one, in the order of the table: months, weeks, rows, marks. Step `i` is row `i`
    /// of the table; rows that are not drawn have none. Empty where there is nothing to draw.
    pub steps: Vec<AxisStep>,
    pub(crate) scene: Scene,
}

impl Figure {
    /// The same figure of a part of the clinic, named after its title: an area, a break.
    #[must_use]
    pub fn of_part(mut self, part: &str) -> Self {
        self.title = format!("{} ({})", self.title, clean(part));
        self
    }

    /// The same figure with one more sentence after its caption and its description.
    #[must_use]
    pub fn noting(mut self, sentence: &str) -> Self {
        for told in [&mut self.caption, &mut self.description] {
            told.push(' ');
            told.push_str(sentence);
        }
        self
    }

    /// What step `i` shows, in one line: the first cell of its row, then each other head with its cell. A
    /// missing number is said, an empty word is left out.
    #[must_use]
    pub fn reading(&self, step: usize, labels: &Labels) -> String {
        let Some(row) = self.table.rows.get(step) else { return String::new() };
        let mut heads = self.table.columns.iter().zip(row);
        let Some((head, first)) = heads.next() else { return String::new() };
        let name = match first {
            Cell::Text(words) => words.clone(),
            number => format!("{} {}", head.head, number.shown(labels)),
        };
        let said = heads.filter_map(|(head, cell)| match cell {
            Cell::Text(words) if words.is_empty() => None,
            Cell::Text(words) if head.head == labels.note => Some(words.clone()),
            Cell::Missing => Some(format!("{} {}", head.head, labels.not_measured)),
            cell => Some(format!("{} {}", head.head, cell.shown(labels))),
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() { name } else { format!("{name}: {}", said.join(", ")) }
    }

    /// The figure as an SVG document. Text names the bundled family; the app ships it.
    #[must_use]
    pub fn svg(&self) -> String {
        svg::write(&self.scene, &self.title, &self.description)
    }

    /// The figure as a PNG file, `density` pixels for each px (1 to 8; 2 suits most screens).
    ///
    /// # Errors
    /// [`PngError::TooLarge`] when the picture would take more memory than a figure is worth.
    pub fn png(&self, density: u32) -> Result<Vec<u8>, PngError> {
        png::write(&self.scene, density)
    }
}

/// A rectangle in px of the figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Extent to the right.
    pub width: f64,
    /// Extent downwards.
    pub height: f64,
}

impl Area {
    pub(crate) fn moved(self, right: f64, down: f64) -> Self {
        Self { x: self.x + right, y: self.y + down, ..self }
    }
}

impl From<Rect> for Area {
    fn from(rect: Rect) -> Self {
        Self { x: rect.left, y: rect.top, width: rect.width(), height: rect.height() }
    }
}

/// One thing of a figure that pointer and keys can stand on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisStep {
    /// Its number as the axis counts: go-live month, go-live week, row.
    pub number: i32,
    /// What it takes up: over the whole height of the plot for a month, the whole width for a row.
    pub area: Area,
}

impl AxisStep {
    /// Columns of one width around these middles, over the whole height of the plot.
    pub(crate) fn columns(
        numbers: impl Iterator<Item = i32>,
        middles: &[f64],
        width: f64,
        plot: Rect,
    ) -> Vec<Self> {
        let column = |(number, x): (i32, &f64)| Self {
            number,
            area: Area { x: x - width / 2.0, y: plot.top, width, height: plot.height() },
        };
        numbers.zip(middles).map(column).collect()
    }

    /// Rows of bars from the top, over the whole width of the figure.
    pub(crate) fn rows(count: usize, frame: &crate::frame::Rows) -> Vec<Self> {
        let row = |(number, place): (i32, usize)| Self { number, area: frame.row(place) };
        (1..).zip(0..count).map(row).collect()
    }
}

/// The numbers of a figure as rows and columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Heads, with the unit where there is one.
    pub columns: Vec<Column>,
    /// Rows of as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// The head of a table column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands below.
    pub head: String,
    /// Whether it holds numbers, to be set to the right.
    pub numeric: bool,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number and how many decimals it is shown with.
    Number {
        /// In the unit of the column's head.
        value: f64,
        /// Digits after the point on screen; an export may write more.
        decimals: usize,
    },
    /// A share from 0 to 1, read as whole per cent.
    Share(f64),
    /// A day: read in words, written to a file as computers sort it.
    Day(chrono::NaiveDate),
    /// What words tell better than its number, or instead of one.
    Said {
        /// The number for an export, if there is one.
        value: Option<f64>,
        /// What is read.
        words: String,
    },
    /// Not measured, which is not zero.
    Missing,
}

/// Digits that a file has more than the screen: enough to add rounded figures up, none that only say how computers count.
const MORE_DIGITS: usize = 2;

impl Cell {
    /// The cell as a file for a spreadsheet has it: days as `2026-11-20`, numbers with two digits more than on screen,
    /// shares with four, and no unit; empty where there is no number.
    #[must_use]
    pub fn filed(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number { value, decimals: 0 } if value.fract() == 0.0 => rounded(*value, 0),
            Self::Number { value, decimals } => rounded(*value, decimals + MORE_DIGITS),
            Self::Share(value) => rounded(*value, 4),
            Self::Day(day) => day.to_string(),
            Self::Said { value, .. } => value.map(|value| rounded(value, MORE_DIGITS)).unwrap_or_default(),
            Self::Missing => String::new(),
        }
    }

    pub(crate) fn number(value: Option<f64>, decimals: usize) -> Self {
        value.map_or(Self::Missing, |value| Self::Number { value, decimals })
    }

    pub(crate) fn share(value: Option<f64>) -> Self {
        value.map_or(Self::Missing, Self::Share)
    }

    pub(crate) fn text(words: &str) -> Self {
        Self::Text(clean(words))
    }

    /// The cell as it is read; a missing number is empty.
    #[must_use]
    pub fn shown(&self, labels: &Labels) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number { value, decimals } => told(*value, *decimals, labels),
            Self::Share(value) => percent(*value, labels),
            Self::Day(day) => labels.date(*day),
            Self::Said { words, .. } => words.clone(),
            Self::Missing => String::new(),
        }
    }
}

/// A number with at most so many digits after the point and no zero at its end.
fn rounded(value: f64, digits: usize) -> String {
    let written = format!("{value:.digits$}");
    let short = if digits == 0 { &*written } else { written.trim_end_matches('0').trim_end_matches('.') };
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

impl Table {
    /// Heads as given: the second of each pair says whether the column is numeric.
    pub(crate) fn with_heads<const N: usize>(heads: [(&str, bool); N]) -> Self {
        let columns = heads.into_iter().map(|(head, numeric)| Column { head: head.to_owned(), numeric });
        Self { columns: columns.collect(), rows: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SPANISH;

    #[test]
    fn a_file_has_days_that_sort_and_no_digits_of_the_computer() {
        let number = |value, decimals| Cell::Number { value, decimals }.filed();
        assert_eq!(number(45.1 + 0.31 - 1e-12, 1), "45.41");
        assert_eq!(number(0.1 + 0.2, 2), "0.3");
        assert_eq!(number(18.0, 0), "18");
        assert_eq!(number(1234.5, 0), "1234.5");
        assert_eq!(number(-0.000_01, 1), "0");
        assert_eq!(number(120.0, 1), "120");
        assert_eq!(Cell::Share(2.0 / 3.0).filed(), "0.6667");
        assert_eq!(Cell::Missing.filed(), "");
        let day = Cell::Day("2025-05-21".parse().unwrap());
        assert_eq!((day.filed().as_str(), &*day.shown(&SPANISH)), ("2025-05-21", "21 may 2025"));
        let said = Cell::Said { value: Some(0.0), words: "under a week".into() };
        assert_eq!((said.filed().as_str(), &*said.shown(&ENGLISH)), ("0", "under a week"));
    }
}
