//! Work in the EHR outside scheduled patient time, by role. Never for a handful of people: a role
//! with fewer than [`FEWEST_PEOPLE`] answers is named as hidden and has no bar.

use keepalive_domain::fewest_people::FEWEST_PEOPLE;

use crate::axis::Linear;
use crate::figure::{Area, AxisStep, Cell, Figure, Style, Table};
use crate::font::{self, Weight};
use crate::frame::Rows;
use crate::labels::Labels;
use crate::number::{amount, told};
use crate::pattern::{self, Finish, Part};
use crate::scene::{Scene, Text, at, crisp, solid};
use crate::text::{clean, fill};

/// Digits after the point, as in the weekly signal of burnout, the caption and the table.
const DECIMALS: usize = 2;

/// One period's answers, by role.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AfterHours {
    /// The period in words, for instance "month 14".
    pub period: String,
    /// Roles in any order.
    pub roles: Vec<Role>,
}

/// The people of one role.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// People who reported hours.
    pub people: u32,
    /// WOW8: 8 × EHR hours outside scheduled patient time ÷ scheduled patient hours.
    pub wow8: Option<f64>,
}

/// The words of the chart by role.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption: `{name}`, `{hours}`, `{period}`.
    pub caption: &'static str,
    /// Caption where one role alone is shown and none is hidden: the same places.
    pub caption_one: &'static str,
    /// Caption where roles are hidden that may have reported more: the same places.
    pub caption_of_shown: &'static str,
    /// Caption where one role alone is shown and others are hidden: the same places and `{fewest}`.
    pub caption_one_of_shown: &'static str,
    /// Caption where every role is too small: `{fewest}`.
    pub caption_hidden: &'static str,
    /// In place of a bar: `{fewest}`.
    pub hidden: &'static str,
    /// In place of the hours in the table.
    pub hidden_number: &'static str,
    /// In place of the number of people there: `{fewest}`.
    pub few: &'static str,
    /// After an amount, with its space.
    pub unit: &'static str,
    /// Description.
    pub described: &'static str,
    /// Table heads: role, people, WOW8.
    pub heads: [&'static str; 3],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "EHR hours outside scheduled time, per 8 scheduled hours",
    caption: "In {period}, the role with the most was {name}: {hours} hours for every 8 scheduled.",
    caption_one: "In {period}, the role {name} reported {hours} hours for every 8 scheduled.",
    caption_of_shown: "In {period}, of the roles shown, the one with the most was {name}: {hours} hours for every 8 scheduled.",
    caption_one_of_shown: "In {period}, the role {name} reported {hours} hours for every 8 scheduled; the other roles are hidden: fewer than {fewest} people.",
    caption_hidden: "Every role has fewer than {fewest} answers, so none is shown.",
    hidden: "hidden: fewer than {fewest} people",
    hidden_number: "hidden",
    few: "fewer than {fewest}",
    unit: " h",
    described: "Bars by role. Roles with few people are hidden, because single people could be recognised.",
    heads: ["Role", "People", "Hours per 8 scheduled"],
};

impl Role {
    fn shown(&self) -> Option<f64> {
        self.wow8.and_then(amount).filter(|_| self.people >= FEWEST_PEOPLE)
    }
}

/// Draws a bar for each role that is large enough.
#[must_use]
pub fn draw(data: &AfterHours, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.after_hours;
    let mut roles: Vec<(String, &Role)> = data.roles.iter().map(|role| (clean(&role.name), role)).collect();
    // Hidden roles go by name: their order must not give their values away.
    roles.sort_by(|(a_name, a), (b_name, b)| {
        let value = |role: &Role| role.shown().unwrap_or(-1.0);
        value(b).total_cmp(&value(a)).then_with(|| a_name.cmp(b_name))
    });
    let count = f64::from(u32::try_from(roles.len()).unwrap_or(u32::MAX));
    let least = if roles.is_empty() { crate::empty::HEIGHT_PX } else { 12.0 + count * Rows::ROW_PX };
    let height = style.height_px(least, least);
    let hours = |value: f64| format!("{}{}", told(value, DECIMALS, labels), words.unit);
    let shown = roles.iter().filter_map(|(_, role)| role.shown()).map(hours);
    let widest = shown.map(|words| font::width(&words, Weight::Bold)).fold(0.0, f64::max);
    let frame = Rows::new(style.width_px(), 6.0, roles.iter().map(|(name, _)| name.as_str()), widest + 12.0);
    let width = frame.width;
    let mut scene = Scene::new(width, height, palette.surface);
    let max = roles.iter().filter_map(|(_, role)| role.shown()).fold(0.0, f64::max);
    let x = Linear::new((0.0, frame.left), (if max > 0.0 { max } else { 1.0 }, frame.right));
    let hidden = fill(words.hidden, &[("fewest", &FEWEST_PEOPLE.to_string())]);
    if roles.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        let base = crisp(frame.left);
        scene.line(at(base, 6.0), at(base, 6.0 + count * Rows::ROW_PX), solid(palette.line_strong, 1.0));
    }
    let bars = roles.iter().enumerate().filter_map(|(i, (_, role))| Some((i, role.shown()?)));
    let parts: Vec<Part> = bars
        .map(|(i, value)| {
            let mut rect = frame.bar(i);
            rect.right = x.at(value);
            Part { rect, of: crate::Break::Burnout, finish: Finish::Full }
        })
        .collect();
    pattern::paint(&mut scene, palette, &parts);
    for (i, (name, role)) in roles.iter().enumerate() {
        frame.name(&mut scene, i, name, palette);
        let baseline = frame.baseline(i);
        let text = match (role.shown(), role.people < FEWEST_PEOPLE) {
            (Some(value), _) => Text::new(x.at(value) + 8.0, baseline, hours(value), palette.ink).bold(),
            (None, true) => Text::new(frame.left + 8.0, baseline, hidden.as_str(), palette.ink_3),
            (None, false) => Text::new(frame.left + 8.0, baseline, labels.not_measured, palette.ink_3),
        };
        let words = font::clip(&text.words, Weight::Bold, width - text.at.x);
        scene.text(Text { words, ..text });
    }
    let caption = caption(data, &roles, labels);
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: table(&roles, labels),
        width,
        height,
        plot: Area { x: frame.left, y: 6.0, width: frame.right - frame.left, height: count * Rows::ROW_PX },
        steps: AxisStep::rows(roles.len(), &frame),
        scene,
    }
}

fn caption(data: &AfterHours, roles: &[(String, &Role)], labels: &Labels) -> String {
    let words = &labels.after_hours;
    let most = roles.iter().find_map(|(name, role)| Some((name, role.shown()?)));
    match most {
        Some((name, value)) => {
            let (hours, period) = (told(value, DECIMALS, labels), clean(&data.period));
            let alone = roles.iter().filter(|(_, role)| role.shown().is_some()).count() == 1;
            let hidden = roles.iter().any(|(_, role)| role.people < FEWEST_PEOPLE);
            let sentence = match (alone, hidden) {
                (false, false) => words.caption,
                (true, false) => words.caption_one,
                (false, true) => words.caption_of_shown,
                (true, true) => words.caption_one_of_shown,
            };
            let fewest = FEWEST_PEOPLE.to_string();
            fill(sentence, &[("name", name), ("hours", &hours), ("period", &period), ("fewest", &fewest)])
        }
        None if roles.iter().any(|(_, role)| role.people < FEWEST_PEOPLE) => {
            fill(words.caption_hidden, &[("fewest", &FEWEST_PEOPLE.to_string())])
        }
        None => labels.nothing_yet.to_owned(),
    }
}

/// Hidden roles are hidden in the table too, and their number of people is told as that it is too small.
fn table(roles: &[(String, &Role)], labels: &Labels) -> Table {
    let [role, people, wow8] = labels.after_hours.heads;
    let mut table = Table::with_heads([(role, false), (people, true), (wow8, true)]);
    let few = fill(labels.after_hours.few, &[("fewest", &FEWEST_PEOPLE.to_string())]);
    for (name, role) in roles {
        let small = role.people < FEWEST_PEOPLE;
        // Hidden is not "not measured": the numbers are there.
        let number = |value: Option<f64>, decimals, hidden: &str| {
            if small { Cell::text(hidden) } else { Cell::number(value, decimals) }
        };
        table.rows.push(vec![
            Cell::Text(name.clone()),
            number(Some(f64::from(role.people)), 0, &few),
            number(role.shown(), DECIMALS, labels.after_hours.hidden_number),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_five_people_are_shown_nowhere() {
        let role = |name: &str, people, wow8| Role { name: name.into(), people, wow8: Some(wow8) };
        let data = AfterHours {
            period: "month 14".into(),
            roles: vec![role("nurse", 4, 7.77), role("provider", 5, 1.3)],
        };
        let figure = draw(&data, &Style::default());
        assert_eq!(
            figure.caption,
            "In month 14, the role provider reported 1.30 hours for every 8 scheduled; the other roles are hidden: \
             fewer than 5 people."
        );
        assert!(!figure.svg().contains("7.77"));
        // Once: the column before says why.
        assert_eq!(figure.table.rows[1][1..], [Cell::text("fewer than 5"), Cell::text("hidden")]);
    }

    #[test]
    fn the_most_is_claimed_of_all_roles_only_where_none_is_hidden() {
        let role = |name: &str, people, wow8| Role { name: name.into(), people, wow8: Some(wow8) };
        let told = |nurses, style: &Style| {
            let roles =
                vec![role("provider", 6, 1.3), role("front desk", 5, 0.4), role("nurse", nurses, 0.9)];
            draw(&AfterHours { period: style.labels.month_number(14), roles }, style).caption
        };
        let (english, spanish) = (Style::default(), Style { labels: &crate::SPANISH, ..Style::default() });
        assert_eq!(
            told(5, &english),
            "In month 14, the role with the most was provider: 1.30 hours for every 8 scheduled."
        );
        assert_eq!(
            told(4, &english),
            "In month 14, of the roles shown, the one with the most was provider: 1.30 hours for every 8 scheduled."
        );
        assert_eq!(
            told(4, &spanish),
            "En el mes 14, de los puestos que se muestran, el que más tuvo fue provider: 1,30 horas por cada 8 de agenda."
        );
    }
}
