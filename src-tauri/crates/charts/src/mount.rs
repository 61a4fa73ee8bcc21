//! A picture that leaves the screen: title, caption and origin are drawn around it, so that it still says what it
//! shows where it is pasted into a mail.

use chrono::NaiveDate;

use crate::figure::{Figure, NARROWEST_PX, Style};
use crate::font::{self, ASCENT_PX, DESCENT_PX, LINE_PX, Weight};
use crate::scene::{Scene, Text};
use crate::text::{clean, fill};

/// White on each side of the picture, in px.
const EDGE_PX: f64 = 16.0;
/// Between the title, the caption, the picture and the origin, in px.
const GAP_PX: f64 = 8.0;

/// Words of the mount.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// One go-live month: `{from}`, `{first}`, `{last}`.
    pub month: &'static str,
    /// Several: `{from}`, `{to}`, and the days `{first}`, `{last}`.
    pub months: &'static str,
    /// One go-live week, with the places of a month.
    pub week: &'static str,
    /// Several weeks.
    pub weeks: &'static str,
    /// Whatever was written down up to the day of the data.
    pub everything: &'static str,
    /// As things stand on one day.
    pub standing: &'static str,
    /// The day of the data: `{day}`.
    pub as_of: &'static str,
}

pub(crate) const ENGLISH: Words = Words {
    month: "month {from} since go-live ({first} to {last})",
    months: "months {from} to {to} since go-live ({first} to {last})",
    week: "week {from} since go-live ({first} to {last})",
    weeks: "weeks {from} to {to} since go-live ({first} to {last})",
    everything: "everything written down so far",
    standing: "as things stand on that day",
    as_of: "Data as of {day}",
};

/// Whose picture it is and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The clinic's name.
    pub clinic: String,
    /// The EHR whose months are counted, where there is one.
    pub system: Option<String>,
    /// The time it covers.
    pub covers: Covers,
    /// The last measured day.
    pub as_of: NaiveDate,
}

/// The time a picture covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Go-live months.
    Months(Span),
    /// Go-live weeks.
    Weeks(Span),
    /// Whatever was written down up to the last measured day.
    Everything,
    /// The last measured day alone.
    Day,
}

/// Numbered periods from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Number of the first.
    pub from: i32,
    /// Number of the last.
    pub to: i32,
    /// First day of the first.
    pub first: NaiveDate,
    /// Last measured day of the last.
    pub last: NaiveDate,
}

/// The style a picture is drawn in that shall be as wide as this one once it is mounted.
#[must_use]
pub fn inside(style: &Style) -> Style {
    style.wide((style.width - 2.0 * EDGE_PX).max(NARROWEST_PX))
}

/// What is drawn around a picture.
#[derive(Debug, Clone, Copy)]
pub struct Mount<'a> {
    origin: &'a Origin,
    style: &'a Style,
}

/// The lines of a mount, each already as long as it may be.
struct Lines {
    title: Vec<String>,
    caption: Vec<String>,
    origin: Vec<String>,
}

impl Lines {
    fn above_px(&self) -> f64 {
        EDGE_PX + height(&self.title) + GAP_PX / 2.0 + height(&self.caption) + GAP_PX
    }

    fn below_px(&self) -> f64 {
        GAP_PX + height(&self.origin) + EDGE_PX
    }
}

impl<'a> Mount<'a> {
    /// A mount in the colours and words of a style.
    #[must_use]
    pub fn new(origin: &'a Origin, style: &'a Style) -> Self {
        Self { origin, style }
    }

    /// The style a picture that was drawn [`inside`] is drawn in again, so that the whole is as high as its style
    /// asks for; a picture keeps the least height of its kind.
    #[must_use]
    pub fn fitted(&self, drawn: &Figure) -> Style {
        let lines = self.lines(drawn);
        let left = |height: f64| (height - lines.above_px() - lines.below_px()).max(0.0);
        Style { height: self.style.height.map(left), ..inside(self.style) }
    }

    /// The figure with its words around its picture.
    #[must_use]
    pub fn around(&self, mut figure: Figure) -> Figure {
        let palette = self.style.theme.palette();
        let lines = self.lines(&figure);
        let (right, down) = (EDGE_PX, lines.above_px());
        let (width, height) = (figure.width + 2.0 * EDGE_PX, figure.height + down + lines.below_px());
        let mut scene = Scene::new(width, height, palette.surface);
        let mut y = EDGE_PX;
        for line in &lines.title {
            scene.text(Text::new(right, y + ASCENT_PX, line.as_str(), palette.ink).bold());
            y += LINE_PX;
        }
        y += GAP_PX / 2.0;
        for line in &lines.caption {
            scene.text(Text::new(right, y + ASCENT_PX, line.as_str(), palette.ink_2));
            y += LINE_PX;
        }
        scene.place(figure.scene, right, down);
        let mut y = down + figure.height + GAP_PX;
        for line in &lines.origin {
            scene.text(Text::new(right, y + ASCENT_PX, line.as_str(), palette.ink_3));
            y += LINE_PX;
        }
        figure.plot = figure.plot.moved(right, down);
        for step in &mut figure.steps {
            step.area = step.area.moved(right, down);
        }
        Figure { width, height, scene, ..figure }
    }

    fn lines(&self, figure: &Figure) -> Lines {
        let set = |words: &str, weight| font::lines(words, weight, figure.width);
        Lines {
            title: set(&figure.title, Weight::Bold),
            caption: set(&figure.caption, Weight::Regular),
            origin: set(&self.origin_words(), Weight::Regular),
        }
    }

    fn origin_words(&self) -> String {
        let labels = self.style.labels;
        let words = &labels.mount;
        let span = |sentence: &str, span: Span| {
            let (from, to) = (span.from.to_string(), span.to.to_string());
            let (first, last) = (labels.date(span.first), labels.date(span.last));
            fill(sentence, &[("from", &from), ("to", &to), ("first", &first), ("last", &last)])
        };
        let one = |of: Span| of.from == of.to;
        let covers = match self.origin.covers {
            Covers::Months(of) => span(if one(of) { words.month } else { words.months }, of),
            Covers::Weeks(of) => span(if one(of) { words.week } else { words.weeks }, of),
            Covers::Everything => words.everything.to_owned(),
            Covers::Day => words.standing.to_owned(),
        };
        let as_of = fill(words.as_of, &[("day", &labels.date(self.origin.as_of))]);
        let names = [Some(&self.origin.clinic), self.origin.system.as_ref()];
        let names = names.into_iter().flatten().map(|name| clean(name)).filter(|name| !name.is_empty());
        names.chain([format!("{as_of}: {covers}")]).collect::<Vec<_>>().join(" \u{b7} ")
    }
}

fn height(lines: &[String]) -> f64 {
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    if count == 0 { 0.0 } else { f64::from(count - 1) * LINE_PX + ASCENT_PX + DESCENT_PX }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hours_lost::{self, Hours, HoursLost, Month};
    use crate::{SPANISH, Theme};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn origin() -> Origin {
        let span = Span { from: 1, to: 2, first: day("2026-01-31"), last: day("2026-03-10") };
        Origin {
            clinic: "Larkmoor Family Health".into(),
            system: Some("Marlet EHR".into()),
            covers: Covers::Months(span),
            as_of: day("2026-03-10"),
        }
    }

    fn data() -> HoursLost {
        let month = |number, from, until, day| Month {
            number,
            from,
            until,
            hours: Some(Hours { by_break: [5.0, 0.0, 0.0, 0.0], timed: 2.5, ..Hours::default() }),
            fte: None,
            coverage: None,
            thin: false,
            part: false,
            day,
        };
        let months = vec![
            month(1, day("2026-01-31"), day("2026-02-28"), None),
            month(2, day("2026-02-28"), day("2026-03-31"), Some(11)),
        ];
        HoursLost { system: "Marlet EHR".into(), months, ..HoursLost::default() }
    }

    fn mounted(origin: &Origin, style: &Style) -> Figure {
        let mount = Mount::new(origin, style);
        let drawn = hours_lost::draw(&data(), &inside(style));
        mount.around(hours_lost::draw(&data(), &mount.fitted(&drawn)))
    }

    fn words(figure: &Figure) -> String {
        figure.scene.texts().into_iter().map(|(words, _)| words).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_mounted_picture_says_what_it_shows_whose_it_is_and_of_when() {
        let figure = mounted(&origin(), &Style::default());
        let said = words(&figure);
        assert!(said.contains(&figure.title) && said.contains(&figure.caption), "{said}");
        assert!(
            said.contains(
                "Larkmoor Family Health \u{b7} Marlet EHR \u{b7} Data as of Mar 10, 2026: months 1 to 2 since go-live \
                 (Jan 31, 2026 to Mar 10, 2026)"
            ),
            "{said}"
        );
    }

    #[test]
    fn a_mounted_picture_is_spanish_where_the_chart_is() {
        let said = words(&mounted(&origin(), &Style { labels: &SPANISH, ..Style::default() }));
        assert!(
            said.contains(
                "Datos al 10 mar 2026: meses 1 a 2 desde la puesta en marcha (31 ene 2026 a 10 mar 2026)"
            ),
            "{said}"
        );
    }

    /// 900 by 520 were asked for: the words take their part of it.
    #[test]
    fn the_whole_is_as_large_as_was_asked_for() {
        let style = Style { height: Some(520.0), ..Style::default().wide(900.0) };
        let figure = mounted(&origin(), &style);
        assert!((figure.width - 900.0).abs() < 1e-9, "{}", figure.width);
        assert!((figure.height - 520.0).abs() < 1.0, "{}", figure.height);
    }

    #[test]
    fn what_can_be_read_moves_with_the_picture() {
        let bare = hours_lost::draw(&data(), &Style::default());
        let origin = origin();
        let style = Style::default();
        let figure = Mount::new(&origin, &style).around(bare.clone());
        let moved = (figure.plot.x - bare.plot.x, figure.plot.y - bare.plot.y);
        assert!((moved.0 - EDGE_PX).abs() < 1e-9 && moved.1 > EDGE_PX, "{moved:?}");
        for (step, before) in figure.steps.iter().zip(&bare.steps) {
            let by = (step.area.x - before.area.x, step.area.y - before.area.y);
            assert!((by.0 - moved.0).abs() < 1e-9 && (by.1 - moved.1).abs() < 1e-9, "{by:?}");
        }
    }

    proptest! {
        /// Whatever a clinic is called and however narrow the picture, no line leaves it.
        #[test]
        fn no_line_leaves_the_picture(clinic in "\\PC{0,90}", system in "[a-z ]{0,60}", width in 200.0..1600.0_f64) {
            let origin = Origin { clinic, system: Some(system), ..origin() };
            let style = Style::default().wide(width).themed(Theme::Dark);
            let figure = mounted(&origin, &style);
            for (words, extent) in figure.scene.texts() {
                prop_assert!(extent.left >= -0.5 && extent.right <= figure.width + 0.5, "{words}: {extent:?}");
                prop_assert!(extent.top >= -0.5 && extent.bottom <= figure.height + 0.5, "{words}: {extent:?}");
            }
        }
    }
}
