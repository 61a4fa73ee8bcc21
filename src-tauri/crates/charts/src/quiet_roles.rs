//! Who has gone quiet: whole weeks since the last entry, by role. By role and in the order of names, never
//! by person and never ranked (DOMAIN §5, "Silence").

use crate::axis::{Linear, Ticks};
use crate::figure::{Area, AxisStep, Cell, Figure, Style, Table};
use crate::font::{self, Weight};
use crate::frame::Rows;
use crate::labels::Labels;
use crate::scene::{Paint, Scene, Text, at, crisp, solid};
use crate::text::{clean, fill, join};

/// From so many weeks without an entry on a role is named as silent: the weeks that "recent" means in the phase
/// rule (DOMAIN §5).
pub const SILENT_WEEKS: u32 = 4;
/// Room after the longest bar for its number, in px.
const VALUE_PX: f64 = 76.0;

/// The roles of a clinic on one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuietRoles {
    /// Roles in any order.
    pub roles: Vec<Role>,
}

/// The people of one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// People on the roster.
    pub people: u32,
    /// Whole weeks since anyone of them wrote anything down; `None` if nobody ever did.
    pub weeks: Option<u32>,
}

/// The words of the chart.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption, one silent role: `{names}`, `{weeks}`; then several.
    pub caption: [&'static str; 2],
    /// Caption, one role without any entry: `{names}`; then several. Since when is not known: the log may be young.
    pub caption_never: [&'static str; 2],
    /// Added where a role is silent.
    pub no_comfort: &'static str,
    /// Caption without one, where each wrote within the last week; then within `{weeks}`.
    pub caption_none: [&'static str; 2],
    /// Description.
    pub described: &'static str,
    /// After a bar: `{count}` of one week, then of several.
    pub weeks: [&'static str; 2],
    /// Less than a whole week.
    pub under_a_week: &'static str,
    /// In place of a bar.
    pub never: &'static str,
    /// Table heads: role, people, weeks.
    pub heads: [&'static str; 3],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Weeks since the last entry, by role",
    caption: [
        "{names} has written nothing down for {weeks} weeks or longer.",
        "{names} have written nothing down for {weeks} weeks or longer.",
    ],
    caption_never: ["{names} has written nothing down yet.", "{names} have written nothing down yet."],
    no_comfort: "Silence does not mean that nothing is wrong.",
    caption_none: [
        "Every role wrote something down within the last week.",
        "Every role wrote something down within the last {weeks} weeks.",
    ],
    described: "One bar for each role in the order of names, as long as the weeks since its last entry.",
    weeks: ["{count} week", "{count} weeks"],
    under_a_week: "under a week",
    never: "no entry yet",
    heads: ["Role", "People", "Weeks since the last entry"],
};

/// Draws a bar for each role.
#[must_use]
pub fn draw(data: &QuietRoles, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.quiet_roles;
    let mut roles: Vec<(String, &Role)> = data.roles.iter().map(|role| (clean(&role.name), role)).collect();
    roles.sort_by(|a, b| a.0.cmp(&b.0));
    let count = f64::from(u32::try_from(roles.len()).unwrap_or(u32::MAX));
    let own = if roles.is_empty() { crate::empty::HEIGHT_PX } else { 12.0 + count * Rows::ROW_PX };
    let height = style.height_px(own, own);
    let frame = Rows::new(style.width_px(), 6.0, roles.iter().map(|(name, _)| name.as_str()), VALUE_PX);
    let mut scene = Scene::new(frame.width, height, palette.surface);
    let longest = roles.iter().filter_map(|(_, role)| role.weeks).max().unwrap_or(0).max(SILENT_WEEKS);
    let top = Ticks::covering(f64::from(longest)).top;
    let x = Linear::new((0.0, frame.left), (top, frame.right));
    if roles.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        let base = crisp(frame.left);
        scene.line(at(base, 6.0), at(base, 6.0 + count * Rows::ROW_PX), solid(palette.line_strong, 1.0));
    }
    for (row, (name, role)) in roles.iter().enumerate() {
        if let Some(weeks) = role.weeks {
            let mut rect = frame.bar(row);
            rect.right = x.at(f64::from(weeks));
            scene.rect(rect, Paint::Fill(palette.mark_quiet));
        }
        frame.name(&mut scene, row, name, palette);
        let baseline = frame.baseline(row);
        let text = match role.weeks {
            Some(weeks) => {
                let value = match weeks {
                    0 => words.under_a_week.to_owned(),
                    weeks => labels.counted(words.weeks, u64::from(weeks)),
                };
                Text::new(x.at(f64::from(weeks)) + 8.0, baseline, value, palette.ink).bold()
            }
            None => Text::new(frame.left + 8.0, baseline, words.never, palette.ink_3),
        };
        let clipped = font::clip(&text.words, Weight::Bold, frame.width - text.at.x);
        scene.text(Text { words: clipped, ..text });
    }
    let caption = caption(&roles, labels);
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: table(&roles, labels),
        width: frame.width,
        height,
        plot: Area { x: frame.left, y: 6.0, width: frame.right - frame.left, height: count * Rows::ROW_PX },
        steps: AxisStep::rows(roles.len(), &frame),
        scene,
    }
}

fn caption(roles: &[(String, &Role)], labels: &Labels) -> String {
    let words = &labels.quiet_roles;
    if roles.is_empty() {
        return labels.nothing_yet.to_owned();
    }
    let named = |is: &dyn Fn(Option<u32>) -> bool| -> Vec<String> {
        roles.iter().filter(|(_, role)| is(role.weeks)).map(|(name, _)| name.clone()).collect()
    };
    let weeks = SILENT_WEEKS.to_string();
    let silent = named(&|weeks| weeks.is_some_and(|weeks| weeks >= SILENT_WEEKS));
    let never = named(&|weeks| weeks.is_none());
    let mut told: Vec<String> = [(silent, words.caption), (never, words.caption_never)]
        .into_iter()
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, [one, several])| {
            let words = if names.len() == 1 { one } else { several };
            fill(words, &[("names", &join(&names, labels.and)), ("weeks", &weeks)])
        })
        .collect();
    if told.is_empty() {
        // Of the longest: so many whole weeks since an entry are one more within which it was.
        let within = roles.iter().filter_map(|(_, role)| role.weeks).max().unwrap_or(0) + 1;
        let [one, several] = words.caption_none;
        return fill(if within == 1 { one } else { several }, &[("weeks", &within.to_string())]);
    }
    told.push(words.no_comfort.to_owned());
    told.join(" ")
}

fn table(roles: &[(String, &Role)], labels: &Labels) -> Table {
    let [role, people, weeks] = labels.quiet_roles.heads;
    let mut table = Table::with_heads([(role, false), (people, true), (weeks, true), (labels.note, false)]);
    for (name, role) in roles {
        table.rows.push(vec![
            Cell::Text(name.clone()),
            Cell::number(Some(f64::from(role.people)), 0),
            match role.weeks {
                Some(0) => Cell::Said { value: Some(0.0), words: labels.quiet_roles.under_a_week.to_owned() },
                weeks => Cell::number(weeks.map(f64::from), 0),
            },
            Cell::text(if role.weeks.is_none() { labels.quiet_roles.never } else { "" }),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(roles: &[(&str, Option<u32>)]) -> String {
        let role =
            |(name, weeks): &(&str, Option<u32>)| Role { name: (*name).into(), people: 2, weeks: *weeks };
        draw(&QuietRoles { roles: roles.iter().map(role).collect() }, &Style::default()).caption
    }

    #[test]
    fn roles_are_named_as_silent_from_the_fourth_week_on() {
        assert_eq!(
            told(&[("Nurse", Some(3)), ("Biller", Some(4)), ("Provider", None)]),
            "Biller has written nothing down for 4 weeks or longer. Provider has written nothing down yet. \
             Silence does not mean that nothing is wrong."
        );
        assert_eq!(
            told(&[("Biller", Some(4)), ("Nurse", Some(9)), ("Provider", Some(1))]),
            "Biller and Nurse have written nothing down for 4 weeks or longer. \
             Silence does not mean that nothing is wrong."
        );
        assert_eq!(told(&[("Nurse", Some(3))]), "Every role wrote something down within the last 4 weeks.");
        assert_eq!(
            told(&[("Nurse", Some(1)), ("Biller", Some(0))]),
            "Every role wrote something down within the last 2 weeks."
        );
        assert_eq!(told(&[("Nurse", Some(0))]), "Every role wrote something down within the last week.");
    }

    #[test]
    fn a_bar_says_what_its_number_counts() {
        let role = |name: &str, weeks| Role { name: name.into(), people: 1, weeks };
        let roles = vec![role("Biller", Some(0)), role("Nurse", Some(1)), role("Provider", Some(9))];
        for width in [240.0, 480.0] {
            let texts =
                draw(&QuietRoles { roles: roles.clone() }, &Style::default().wide(width)).scene.texts();
            for words in ["under a week", "1 week", "9 weeks"] {
                assert!(texts.iter().any(|(text, _)| text == words), "{words} at {width}: {texts:?}");
            }
        }
    }

    #[test]
    fn roles_stand_in_the_order_of_names_whoever_is_quieter() {
        let role = |name: &str, weeks| Role { name: name.into(), people: 1, weeks };
        let data = QuietRoles { roles: vec![role("Nurse", Some(9)), role("Biller", Some(1))] };
        let table = draw(&data, &Style::default()).table;
        assert_eq!(table.rows[0][0], Cell::Text("Biller".into()));
    }

    #[test]
    fn the_table_says_what_the_bars_say() {
        let roles = vec![Role { name: "Nurse".into(), people: 2, weeks: Some(0) }];
        let table = draw(&QuietRoles { roles }, &Style::default()).table;
        assert_eq!(table.rows[0][2].shown(&crate::labels::ENGLISH), "under a week");
    }
}
