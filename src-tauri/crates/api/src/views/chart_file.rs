//! A chart as a file's bytes, with the words it needs where nothing else stands beside it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keepalive_charts::mount::{self, Covers, Mount, Origin};
use keepalive_charts::{Figure, PngError, Style};

use super::chart;
use crate::types::{ChartAsked, ChartFile, ChartFileInput, ChartFormat, Day, DrawnFigure};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// Pixels of a PNG for each CSS pixel: sharp on most screens and in print.
const PNG_DENSITY: u32 = 2;

/// What a picture is mounted with, beside its own title and caption.
pub(super) struct MountWith<'a> {
    pub(super) clinic: &'a str,
    pub(super) system: Option<String>,
    pub(super) as_of: Day,
    pub(super) style: Style,
    /// The style's size is that of the whole picture.
    pub(super) fitted: bool,
}

impl MountWith<'_> {
    /// A picture drawn and mounted; what it covers can be told once it is drawn.
    ///
    /// # Errors
    /// Whatever keeps it from being drawn.
    pub(super) fn drawn<E>(
        self,
        draw: impl Fn(&Style) -> Result<Figure, E>,
        covers: impl FnOnce(&Figure) -> Covers,
    ) -> Result<Figure, E> {
        let style = self.style;
        let figure = draw(&if self.fitted { mount::inside(&style) } else { style })?;
        let (clinic, system) = (self.clinic.to_owned(), self.system);
        let origin = Origin { clinic, system, covers: covers(&figure), as_of: self.as_of };
        let mount = Mount::new(&origin, &style);
        let again = self.fitted && style.height.is_some();
        let figure = if again { draw(&mount.fitted(&figure))? } else { figure };
        Ok(mount.around(figure))
    }
}

impl App {
    /// A chart as a file's bytes. A picture says by itself what it shows, whose it is and of when.
    ///
    /// # Errors
    /// As the command that shows the chart; nothing to draw; a picture too large for memory.
    pub fn chart_file(&self, input: ChartFileInput) -> ApiResult<ChartFile> {
        let stem = stem(&input.chart);
        let clinic = self.current().store.read(|read| read.clinic())?;
        let clinic = clinic.map(|clinic| clinic.name).unwrap_or_default();
        let fitted = input.fitted == Some(true);
        let drawn = match &input.chart {
            ChartAsked::Hours(asked) => self.mounted_hours(asked, &clinic, fitted)?,
            ChartAsked::Signal(asked) => self.mounted_signal(*asked, &clinic, fitted)?,
            ChartAsked::Figure(asked) => self.mounted_figure(asked, &clinic, fitted)?,
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
