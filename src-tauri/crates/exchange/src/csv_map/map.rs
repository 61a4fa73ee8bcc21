//! The mapping: which of their columns is what of ours (docs/import-csv.md).

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::schema::Kind;
use serde::{Deserialize, Serialize};

use super::dates::DateOrder;
use crate::problem::ImportError;

/// What the rows of another program's CSV are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsAre {
    /// Requests.
    Requests,
    /// Workarounds.
    Workarounds,
    /// Occurrences.
    Occurrences,
}

impl RowsAre {
    /// Its spelling on the command line and in a mapping.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Workarounds => "workarounds",
            Self::Occurrences => "occurrences",
        }
    }

    /// From its spelling.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Requests, Self::Workarounds, Self::Occurrences].into_iter().find(|rows| rows.word() == word)
    }

    /// The kind of thing a row is.
    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Requests => Kind::Request,
            Self::Workarounds => Kind::Workaround,
            Self::Occurrences => Kind::Occurrence,
        }
    }

    /// What a mapping may fill, those it cannot do without first.
    pub(super) const fn targets(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Requests => (
                &["title", "opened"],
                &[
                    "key",
                    "kind",
                    "route",
                    "area",
                    "system",
                    "owner",
                    "requester",
                    "vendor_contact",
                    "vendor_ref",
                    "safety",
                    "regulatory",
                    "value",
                    "effort",
                    "detail",
                    "state",
                    "resolved",
                    "closed",
                    "updated",
                    "reason",
                    "first_response",
                    "told_requester",
                ],
            ),
            Self::Workarounds => (
                &["title", "break", "started"],
                &[
                    "key",
                    "form",
                    "area",
                    "system",
                    "owner",
                    "ended",
                    "expected_end",
                    "acceptable",
                    "acceptable_why",
                    "safety",
                    "detail",
                    "people",
                    "uses_per_person_per_week",
                    "minutes_per_use",
                    "basis",
                ],
            ),
            Self::Occurrences => (&["workaround", "at"], &["person", "minutes", "count"]),
        }
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum From {
    /// A column, or a sentence with columns in braces: `Priority: {priority}`.
    Column(String),
    /// The first of several that is there and says something.
    FirstOf(Vec<From>),
    /// Several put together; those that say nothing are left out.
    Join {
        /// The parts.
        join: Vec<From>,
        /// What stands between them.
        #[serde(default = "blank")]
        with: String,
    },
}

fn blank() -> String {
    " ".to_owned()
}

/// Their word to ours, by field; `*` stands for any other.
pub(super) type Values = BTreeMap<String, BTreeMap<String, String>>;

/// A mapping, as written in a MAP.json.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// What the rows are; said on the command line too, and must agree.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub rows_are: Option<RowsAre>,
    /// The preset this one changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`; found out if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands between cells; found out if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The sheet of a workbook; its first one if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The order of day, month and year; found out if absent, and refused if it cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// Cells that say nothing, besides empty ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nulls: Option<Vec<String>>,
    /// What stands before every key, so that two programs' numbers stay apart.
    pub key_prefix: String,
    /// Ours from theirs.
    pub columns: BTreeMap<String, From>,
    /// Their word to ours, by field.
    pub values: Values,
    /// Ours where theirs says nothing, by field.
    pub defaults: BTreeMap<String, String>,
    /// Fields whose columns are a preset's guess, which what the cells say may overrule.
    #[serde(skip)]
    pub guessed: BTreeSet<String>,
}

/// Cells that say nothing, unless the mapping lists its own.
const NULLS: &[&str] = &["?", "null", "n/a", "na", "none", "nan", "-", "--", "(empty)", "#n/a"];

const PRESETS: &[(&str, &str)] = &[
    ("servicenow", include_str!("presets/servicenow.json")),
    ("github_issues", include_str!("presets/github_issues.json")),
    ("jira", include_str!("presets/jira.json")),
    ("zendesk", include_str!("presets/zendesk.json")),
    ("glpi", include_str!("presets/glpi.json")),
    ("plain", include_str!("presets/plain.json")),
    ("plain_workarounds", include_str!("presets/plain_workarounds.json")),
    ("plain_occurrences", include_str!("presets/plain_occurrences.json")),
];

impl Map {
    /// The names of the presets.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// The presets with what their rows are, each under the name [`Map::preset`] takes.
    ///
    /// # Errors
    /// None: the tests read every preset.
    pub(super) fn all() -> Result<Vec<(&'static str, RowsAre, Self)>, ImportError> {
        PRESETS
            .iter()
            .map(|(name, text)| {
                let rows_are = match *name {
                    "plain_workarounds" => RowsAre::Workarounds,
                    "plain_occurrences" => RowsAre::Occurrences,
                    _ => RowsAre::Requests,
                };
                let short = if name.starts_with("plain") { "plain" } else { *name };
                Ok((short, rows_are, Self::of_preset(text, rows_are)?))
            })
            .collect()
    }

    /// A preset by its name. `plain` is the one for what the rows are.
    ///
    /// # Errors
    /// [`ImportError::Map`]: there is none of that name.
    pub fn preset(name: &str, rows_are: RowsAre) -> Result<Self, ImportError> {
        let wanted = match (name, rows_are) {
            ("plain", RowsAre::Workarounds) => "plain_workarounds",
            ("plain", RowsAre::Occurrences) => "plain_occurrences",
            _ => name,
        };
        let Some((_, text)) = PRESETS.iter().find(|(preset, _)| *preset == wanted) else {
            let names: Vec<_> = Self::presets().collect();
            return Err(unusable(format!("there is no preset “{name}”; there are {}", names.join(", "))));
        };
        Self::of_preset(text, rows_are)
    }

    /// Reads a preset's own text.
    fn of_preset(text: &str, rows_are: RowsAre) -> Result<Self, ImportError> {
        let map = Self::parse(text, rows_are)?;
        let guessed = map.columns.keys().cloned().collect();
        Ok(Self { guessed, ..map })
    }

    /// Reads a mapping, its preset underneath if it names one.
    ///
    /// # Errors
    /// [`ImportError::Map`]: it is not JSON of this form, fills something that is not there, or is for other rows.
    pub fn parse(json: &str, rows_are: RowsAre) -> Result<Self, ImportError> {
        let mut map: Self = serde_json::from_str(json).map_err(|error| unusable(error.to_string()))?;
        if let Some(said) = map.rows_are.filter(|said| *said != rows_are) {
            return Err(unusable(format!("it is for {}, not for {}", said.word(), rows_are.word())));
        }
        if let Some(preset) = map.preset.take() {
            map = map.over(Self::preset(&preset, rows_are)?);
        }
        let (required, optional) = rows_are.targets();
        let known = |name: &&String| required.contains(&name.as_str()) || optional.contains(&name.as_str());
        let filled = map.columns.keys().chain(map.values.keys()).chain(map.defaults.keys());
        if let Some(unknown) = filled.into_iter().find(|name| !known(name)) {
            let all: Vec<_> = required.iter().chain(optional).copied().collect();
            return Err(unusable(format!(
                "“{}” is nothing of {}; they have {}",
                unknown.escape_debug(),
                rows_are.word(),
                all.join(", ")
            )));
        }
        for name in required {
            if !map.columns.contains_key(*name) && !map.defaults.contains_key(*name) {
                return Err(unusable(format!("nothing is said about “{name}”, which every row needs")));
            }
        }
        map.rows_are = Some(rows_are);
        Ok(map)
    }

    /// This mapping laid over another: what this one says counts.
    fn over(mut self, mut base: Self) -> Self {
        base.guessed.retain(|field| !self.columns.contains_key(field));
        base.columns.append(&mut self.columns);
        base.defaults.append(&mut self.defaults);
        for (name, mut words) in self.values {
            base.values.entry(name).or_default().append(&mut words);
        }
        Self {
            rows_are: self.rows_are.or(base.rows_are),
            preset: None,
            encoding: self.encoding.or(base.encoding),
            delimiter: self.delimiter.or(base.delimiter),
            sheet: self.sheet.or(base.sheet),
            dates: self.dates.or(base.dates),
            nulls: self.nulls.or(base.nulls),
            key_prefix: if self.key_prefix.is_empty() { base.key_prefix } else { self.key_prefix },
            columns: base.columns,
            values: base.values,
            defaults: base.defaults,
            guessed: base.guessed,
        }
    }

    /// Whether a cell says nothing.
    pub(super) fn is_null(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.is_empty()
            || match &self.nulls {
                Some(nulls) => nulls.iter().any(|null| null.trim().eq_ignore_ascii_case(cell)),
                None => NULLS.iter().any(|null| null.eq_ignore_ascii_case(cell)),
            }
    }
}

fn unusable(message: String) -> ImportError {
    ImportError::Map { message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_can_be_used() {
        for name in Map::presets() {
            let rows_are = match name {
                "plain_workarounds" => RowsAre::Workarounds,
                "plain_occurrences" => RowsAre::Occurrences,
                _ => RowsAre::Requests,
            };
            Map::preset(name, rows_are).unwrap();
        }
    }

    #[test]
    fn a_mapping_changes_its_preset() {
        let json = r#"{"preset":"servicenow","dates":"mdy","columns":{"owner":"who"},"values":{"state":{"Parked":"triaged"}}}"#;
        let map = Map::parse(json, RowsAre::Requests).unwrap();
        assert_eq!(map.dates, Some(DateOrder::Mdy));
        assert_eq!(map.columns["owner"], From::Column("who".to_owned()));
        assert_eq!(map.values["state"]["Parked"], "triaged");
        assert_eq!(map.values["state"]["Closed"], "delivered");
    }

    #[test]
    fn a_mapping_that_cannot_be_used_says_why() {
        for (json, why) in [
            ("{", "EOF"),
            (r#"{"columns":{"title":"a"}}"#, "opened"),
            (r#"{"columns":{"title":"a","opened":"b","colour":"c"}}"#, "colour"),
            (r#"{"as":"workarounds","columns":{}}"#, "workarounds"),
            (r#"{"preset":"excel"}"#, "excel"),
            (r#"{"colums":{}}"#, "colums"),
        ] {
            let error = Map::parse(json, RowsAre::Requests).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
