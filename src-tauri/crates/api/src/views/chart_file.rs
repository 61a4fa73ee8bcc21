//! A chart as a file's bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keepalive_charts::{Figure, PngError};

use super::chart;
use crate::types::{ChartAsked, ChartFile, ChartFileInput, ChartFormat, DrawnFigure};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// Pixels of a PNG for each CSS pixel: sharp on most screens and in print.
const PNG_DENSITY: u32 = 2;

impl App {
    /// A chart as a file's bytes.
    ///
    /// # Errors
    /// As the command that shows the chart; nothing to draw; a picture too large for memory.
    pub fn chart_file(&self, input: ChartFileInput) -> ApiResult<ChartFile> {
        let stem = stem(&input.chart);
        let drawn = match &input.chart {
            ChartAsked::Hours(asked) => self.hours_figure(asked)?,
            ChartAsked::Signal(asked) => self.signal_figure(*asked)?,
            ChartAsked::Figure(asked) => self.drawn_figure(asked)?,
        };
        let nothing = || ApiError::new(ErrorCode::NotFound, "There is nothing to draw yet.");
        let (figure, as_of) = drawn.ok_or_else(nothing)?;
        let (bytes, ending, mime) = bytes(&figure, input.format)?;
        let name = format!("{stem}-{as_of}.{ending}");
        Ok(ChartFile { name, mime: mime.to_owned(), base64: STANDARD.encode(bytes) })
    }
}

fn bytes(figure: &Figure, format: ChartFormat) -> ApiResult<(Vec<u8>, &'static str, &'static str)> {
    Ok(match format {
        ChartFormat::Svg => (figure.svg().into_bytes(), "svg", "image/svg+xml"),
        ChartFormat::Png => {
            let too_large = |error: PngError| ApiError::invalid("width", "out_of_range", error.to_string());
            (figure.png(PNG_DENSITY).map_err(too_large)?, "png", "image/png")
        }
        ChartFormat::Csv => (chart::csv(figure)?, "csv", "text/csv"),
    })
}

/// What the file is called, without the day: the same in every language.
fn stem(asked: &ChartAsked) -> String {
    match asked {
        ChartAsked::Hours(_) => "hours-lost".to_owned(),
        ChartAsked::Signal(asked) => format!("signal-{}", asked.break_.word()),
        ChartAsked::Figure(asked) => match asked.figure {
            DrawnFigure::Flow => "flow",
            DrawnFigure::Ageing => "ageing",
            DrawnFigure::FirstResponse => "first-response",
            DrawnFigure::WorkaroundOffered => "workaround-offered",
            DrawnFigure::Delivered => "delivered",
            DrawnFigure::Verified => "verified",
            DrawnFigure::WhoseTurn => "whose-turn",
            DrawnFigure::Survival => "survival",
            DrawnFigure::Pareto => "hours-by-area",
            DrawnFigure::Silence => "silence",
            DrawnFigure::QuietRoles => "silence-by-role",
            DrawnFigure::AfterHours => "after-hours",
            DrawnFigure::Systems => "systems",
        }
        .to_owned(),
    }
}
