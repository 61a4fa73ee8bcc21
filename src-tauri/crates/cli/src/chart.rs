//! Charts as files.

use keepalive_api::types::{
    self, Break, ChartAsked, ChartFileInput, ChartFormat, DrawnFigure, FigureInput, FrictionInput, Id,
    SignalAsked, SignalInput,
};
use keepalive_api::{ApiError, ApiResult};

use crate::Outcome;
use crate::args::{Chart, ChartName, Theme};
use crate::figures::day;
use crate::made_file;
use crate::place::Session;

/// Height in pixels of the pictures whose charts fill whatever they are given, the words around them included. Charts
/// of rows know how much they need.
const USUAL_HEIGHT: u32 = 540;

pub(crate) fn chart(session: &Session<'_>, asked: &Chart) -> ApiResult<Outcome> {
    let format = match &*made_file::ending(&asked.out) {
        "svg" => ChartFormat::Svg,
        "png" => ChartFormat::Png,
        "csv" => ChartFormat::Csv,
        _ => {
            let message = "Name a file that ends in .svg, .png or .csv.";
            return Err(ApiError::invalid("out", "not_a_format", message));
        }
    };
    let app = session.open()?;
    let of_key = |key: &String| app.find_system(key).map_err(|error| error.about("system"));
    let system = asked.system.as_ref().map(of_key).transpose()?;
    let chart = drawn(asked, system, day(asked.as_of.as_deref())?);
    let file = app.chart_file(ChartFileInput { chart, format, fitted: Some(true) })?;
    made_file::write(&asked.out, &file.base64)?;
    let written = serde_json::json!({ "file": asked.out, "mime": file.mime });
    session.printer.answer(&written, |_| format!("Wrote {}.", asked.out.display()))?;
    Ok(Outcome::Done)
}

/// The chart of a name, as the application asks for it.
fn drawn(asked: &Chart, system: Option<Id>, as_of: Option<types::Day>) -> ChartAsked {
    let theme = Some(match asked.theme {
        Theme::Light => types::Theme::Light,
        Theme::Dark => types::Theme::Dark,
    });
    let language = Some(asked.lang.into());
    let (width, height) = (Some(asked.width), asked.height);
    let signal = |break_| {
        let height = height.or(Some(USUAL_HEIGHT));
        let drawn = SignalInput { system, theme, language, width, height, as_of };
        ChartAsked::Signal(SignalAsked { break_, drawn })
    };
    let figure = |figure| {
        let of_rows = matches!(
            figure,
            DrawnFigure::WhoseTurn | DrawnFigure::Pareto | DrawnFigure::QuietRoles | DrawnFigure::AfterHours
        );
        let height = if of_rows { height } else { height.or(Some(USUAL_HEIGHT)) };
        ChartAsked::Figure(FigureInput {
            figure,
            system,
            area: None,
            break_: None,
            site: None,
            role: None,
            per_fte: Some(asked.per_fte),
            theme,
            language,
            width,
            height,
            as_of,
        })
    };
    match asked.name {
        ChartName::Hours => ChartAsked::Hours(FrictionInput {
            system,
            per_fte: Some(asked.per_fte),
            theme,
            language,
            width,
            height: height.or(Some(USUAL_HEIGHT)),
            as_of,
            ..FrictionInput::default()
        }),
        ChartName::SignalDrift => signal(Break::Drift),
        ChartName::SignalReporting => signal(Break::Reporting),
        ChartName::SignalSupport => signal(Break::Support),
        ChartName::SignalBurnout => signal(Break::Burnout),
        ChartName::Flow => figure(DrawnFigure::Flow),
        ChartName::Ageing => figure(DrawnFigure::Ageing),
        ChartName::FirstResponse => figure(DrawnFigure::FirstResponse),
        ChartName::WorkaroundOffered => figure(DrawnFigure::WorkaroundOffered),
        ChartName::Delivered => figure(DrawnFigure::Delivered),
        ChartName::Verified => figure(DrawnFigure::Verified),
        ChartName::WhoseTurn => figure(DrawnFigure::WhoseTurn),
        ChartName::Survival => figure(DrawnFigure::Survival),
        ChartName::HoursByArea => figure(DrawnFigure::Pareto),
        ChartName::Silence => figure(DrawnFigure::Silence),
        ChartName::SilenceByRole => figure(DrawnFigure::QuietRoles),
        ChartName::AfterHours => figure(DrawnFigure::AfterHours),
        ChartName::Systems => figure(DrawnFigure::Systems),
    }
}
