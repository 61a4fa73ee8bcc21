//! Values picked from a row of their columns.

use std::collections::{BTreeSet, HashMap};

use super::map::{From, Map, Values};
use crate::rows::Row;

/// Their headings, compared without blanks around them and in small letters.
#[derive(Debug)]
pub(super) struct Headings(Vec<String>);

impl Headings {
    pub(super) fn of(row: &Row) -> Self {
        Self((0..row.len()).map(|i| String::from_utf8_lossy(row.cell(i)).trim().to_lowercase()).collect())
    }

    pub(super) fn names(&self) -> &[String] {
        &self.0
    }

    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Where a heading stands first.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places(name).first().copied()
    }

    /// Where a heading stands: trackers write a column once per value, `Labels, Labels, Labels`.
    fn places(&self, name: &str) -> Vec<usize> {
        let name = name.trim().to_lowercase();
        self.0.iter().enumerate().filter(|(_, heading)| **heading == name).map(|(i, _)| i).collect()
    }

    /// Headings that stand twice.
    pub(super) fn twice(&self) -> Option<&str> {
        let mut seen = BTreeSet::new();
        self.0.iter().find(|name| !name.is_empty() && !seen.insert(name.as_str())).map(String::as_str)
    }

    /// Headings at none of these places.
    pub(super) fn others(&self, used: &BTreeSet<usize>) -> Vec<String> {
        self.0
            .iter()
            .enumerate()
            .filter(|(i, name)| !used.contains(i) && !name.is_empty())
            .map(|(_, name)| name.clone())
            .collect()
    }
}

/// One field's source, its columns found in this file.
#[derive(Debug, Clone)]
pub(super) enum Bound {
    Cell(usize),
    /// A sentence: text and columns in turn.
    Sentence(Vec<(String, Option<usize>)>),
    FirstOf(Vec<Bound>),
    Join(Vec<Bound>, String),
}

impl Bound {
    /// Finds a source's columns. `None` if none of them is in the file.
    pub(super) fn to(source: &From, headings: &Headings) -> Option<Self> {
        let all = |sources: &[From]| sources.iter().filter_map(|source| Self::to(source, headings)).collect();
        let several = |found: Vec<Self>| (!found.is_empty()).then_some(found);
        match source {
            From::Column(text) if text.contains('{') => {
                let parts = sentence(text, headings);
                parts.iter().any(|(_, place)| place.is_some()).then_some(Self::Sentence(parts))
            }
            From::Column(name) => match headings.places(name).as_slice() {
                [] => None,
                [place] => Some(Self::Cell(*place)),
                places => Some(Self::FirstOf(places.iter().map(|place| Self::Cell(*place)).collect())),
            },
            From::FirstOf(sources) => several(all(sources)).map(Self::FirstOf),
            From::Join { join, with } => several(all(join)).map(|parts| Self::Join(parts, with.clone())),
        }
    }

    /// Without these columns; `None` where nothing is left.
    pub(super) fn without(self, columns: &BTreeSet<usize>) -> Option<Self> {
        match self {
            Self::Cell(i) => (!columns.contains(&i)).then_some(Self::Cell(i)),
            Self::FirstOf(parts) => {
                let left: Vec<_> = parts.into_iter().filter_map(|part| part.without(columns)).collect();
                (!left.is_empty()).then_some(Self::FirstOf(left))
            }
            // Put together of several, it is no mere heading.
            whole @ (Self::Sentence(_) | Self::Join(..)) => Some(whole),
        }
    }

    /// Every column it looks at.
    pub(super) fn places(&self) -> Vec<usize> {
        match self {
            Self::Cell(i) => vec![*i],
            Self::Sentence(parts) => parts.iter().filter_map(|(_, place)| *place).collect(),
            Self::FirstOf(parts) | Self::Join(parts, _) => parts.iter().flat_map(Self::places).collect(),
        }
    }

    /// What a row says, if anything.
    pub(super) fn pick(&self, row: &Row, map: &Map) -> Option<String> {
        let cell = |i: usize| {
            let mut text = String::from_utf8_lossy(row.cell(i));
            if text.contains('\r') {
                // A line break of a sheet's cell stands as a lone carriage return.
                text = text.replace("\r\n", "\n").replace('\r', "\n").into();
            }
            (!map.is_null(&text)).then(|| ticked(text.trim()).unwrap_or_else(|| text.trim().to_owned()))
        };
        match self {
            Self::Cell(i) => cell(*i),
            Self::Sentence(parts) => {
                let mut said = false;
                let mut text = String::new();
                for (before, place) in parts {
                    text.push_str(before);
                    if let Some(value) = place.and_then(cell) {
                        said = true;
                        text.push_str(&value);
                    }
                }
                said.then_some(text)
            }
            Self::FirstOf(parts) => parts.iter().find_map(|part| part.pick(row, map)),
            Self::Join(parts, with) => {
                let said: Vec<String> = parts.iter().filter_map(|part| part.pick(row, map)).collect();
                (!said.is_empty()).then(|| said.join(with))
            }
        }
    }
}

/// `Priority: {priority}` as text and columns in turn.
fn sentence(text: &str, headings: &Headings) -> Vec<(String, Option<usize>)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        parts.push((before.to_owned(), headings.place(name)));
        rest = behind;
    }
    parts.push((rest.to_owned(), None));
    parts
}

/// What is ticked in `- [ ] Urgent - [X] Normal`, as issue forms leave it in a cell. `None` if it has no boxes.
fn ticked(text: &str) -> Option<String> {
    if !["[ ]", "[x]", "[X]"].iter().any(|tick| text.contains(tick)) {
        return None;
    }
    let ticked: Vec<&str> = text
        .split('[')
        .filter_map(|part| part.strip_prefix("x]").or_else(|| part.strip_prefix("X]")))
        .map(|label| label.trim().trim_end_matches('-').trim())
        .collect();
    Some(ticked.join(", "))
}

/// Their words for a field, found once for all rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Ours by theirs in small letters.
    ours: HashMap<String, String>,
    /// What stands for any other word.
    others: Option<String>,
}

impl Words {
    /// What a mapping says of a field.
    pub(super) fn of(values: &Values, field: &str) -> Self {
        let mut words = Self::default();
        for (theirs, ours) in values.get(field).into_iter().flatten() {
            words.ours.entry(theirs.trim().to_lowercase()).or_insert_with(|| ours.clone());
            if theirs == "*" {
                words.others = Some(ours.clone());
            }
        }
        words
    }

    /// Ours for theirs: the whole cell, else one of its labels, else whatever `*` says, else as it is.
    pub(super) fn translated(&self, theirs: &str) -> String {
        if self.ours.is_empty() {
            return theirs.to_owned();
        }
        let find = |text: &str| self.ours.get(&text.trim().to_lowercase());
        let ours =
            find(theirs).or_else(|| theirs.split(['|', ';', ',']).find_map(find)).or(self.others.as_ref());
        ours.map_or_else(|| theirs.to_owned(), Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_say_what_is_ticked() {
        assert_eq!(ticked("- [ ] Urgent - [ ] High - [X] Normal").as_deref(), Some("Normal"));
        assert_eq!(ticked("- [ ] Urgent - [ ] High").as_deref(), Some(""));
        assert_eq!(ticked("Normal"), None);
    }

    #[test]
    fn words_are_ours_by_the_whole_cell_then_by_a_label_then_by_the_star() {
        let values: Values = [("kind", [("bug", "edge_case"), ("A, b", "adapt"), ("*", "workflow")])]
            .into_iter()
            .map(|(field, words)| {
                (field.to_owned(), words.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect())
            })
            .collect();
        let ours = |theirs: &str| Words::of(&values, "kind").translated(theirs);
        assert_eq!(ours("a, B"), "adapt");
        assert_eq!(ours("New|Bug|Urgent"), "edge_case");
        assert_eq!(ours("question"), "workflow");
        assert_eq!(Words::of(&values, "route").translated("vendor"), "vendor");
    }
}
