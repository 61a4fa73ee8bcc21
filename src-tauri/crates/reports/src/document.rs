//! What a report says, in order, before it is a file or a view: the one content of both.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A whole report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Document {
    /// Language of its words, `en` or `es`.
    pub language: String,
    /// What it is called.
    pub title: String,
    /// Above the title: whose it is.
    pub kicker: String,
    /// Beside the title: the time it speaks of.
    pub aside: String,
    /// Its parts in reading order.
    pub blocks: Vec<Block>,
    /// At the foot of every page: whose it is, or what holds for all of it.
    pub foot: String,
    /// How a page is counted at its foot: `{page}` of `{pages}`.
    pub page_count: String,
    /// What the patient-data guard warned about, in words; to be looked at before it is sent.
    pub warnings: Vec<String>,
}

/// One part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// The figures to see first.
    Figures {
        /// In reading order.
        figures: Vec<KeyFigure>,
    },
    /// Begins a section.
    Section {
        /// Its name.
        title: String,
    },
    /// Begins a part of a section.
    Part {
        /// Its name.
        title: String,
    },
    /// A sentence or two.
    Words {
        /// The words.
        text: String,
    },
    /// Points of equal weight.
    Points {
        /// One a line.
        items: Vec<String>,
    },
    /// A drawn figure.
    Chart {
        /// The picture.
        svg: String,
        /// What can be seen, for somebody who cannot.
        alt: String,
        /// What it shows in a sentence with the numbers.
        caption: String,
    },
    /// Rows under heads.
    Table {
        /// What it lists, for somebody who cannot see what stands around it.
        label: String,
        /// The heads, in order.
        heads: Vec<Head>,
        /// The rows; each has a cell per head.
        rows: Vec<Vec<String>>,
        /// Pictures before the words of a column.
        swatches: Option<Swatches>,
    },
    /// Names with what stands for each.
    Terms {
        /// What they are about.
        label: String,
        /// Name and value.
        rows: Vec<[String; 2]>,
    },
    /// Lists that stand beside each other where there is room.
    Beside {
        /// In reading order.
        columns: Vec<Listed>,
    },
    /// What somebody is asked to decide, with room for the answer.
    Asks {
        /// Who is asked.
        title: String,
        /// One question a line.
        items: Vec<String>,
    },
}

/// A figure to see first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyFigure {
    /// What it is.
    pub label: String,
    /// The value with its unit, or "not measured".
    pub value: String,
    /// What it rests on.
    pub note: String,
    /// It stands for something that somebody must see to.
    pub alarm: bool,
}

/// A small picture in each row of a column: the second sign of what its word says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Swatches {
    /// Which column, from 0.
    pub column: usize,
    /// As SVG, one for each row.
    pub svgs: Vec<String>,
}

/// A list with what it lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Listed {
    /// What it lists.
    pub title: String,
    /// One a line.
    pub items: Vec<String>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Head {
    /// Its words.
    pub text: String,
    /// Its cells are numbers and stand at the right.
    pub number: bool,
}

impl Document {
    /// Every text in it that people may have written, pictures aside.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let ends = [&self.title, &self.kicker, &self.aside, &self.foot].map(String::as_str);
        ends.into_iter().chain(self.blocks.iter().flat_map(Block::texts))
    }
}

impl Block {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Figures { figures } => {
                figures.iter().flat_map(|f| [&*f.label, &*f.value, &*f.note]).collect()
            }
            Self::Section { title } | Self::Part { title } => vec![title],
            Self::Words { text } => vec![text],
            Self::Points { items } => items.iter().map(String::as_str).collect(),
            Self::Chart { alt, caption, .. } => vec![alt, caption],
            Self::Table { label, heads, rows, .. } => {
                let heads = heads.iter().map(|head| &*head.text);
                [&**label].into_iter().chain(heads).chain(rows.iter().flatten().map(String::as_str)).collect()
            }
            Self::Terms { label, rows } => {
                [&**label].into_iter().chain(rows.iter().flatten().map(String::as_str)).collect()
            }
            Self::Beside { columns } => columns.iter().flat_map(Listed::texts).collect(),
            Self::Asks { title, items } => {
                [&**title].into_iter().chain(items.iter().map(String::as_str)).collect()
            }
        }
    }
}

impl Swatches {
    /// The picture of a cell, where it has one.
    pub(crate) fn of(&self, row: usize, column: usize) -> Option<&str> {
        (column == self.column).then(|| self.svgs.get(row).map(String::as_str)).flatten()
    }
}

impl Listed {
    fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.title).chain(self.items.iter().map(String::as_str))
    }
}

/// A page's number as a document counts it.
pub(crate) fn page_number(count: &str, page: &str, pages: &str) -> String {
    count.replace("{pages}", pages).replace("{page}", page)
}

/// A section head.
pub(crate) fn section(title: impl Into<String>) -> Block {
    Block::Section { title: title.into() }
}

/// A sentence.
pub(crate) fn words(text: impl Into<String>) -> Block {
    Block::Words { text: text.into() }
}

/// A column of words.
pub(crate) fn text_head(text: &str) -> Head {
    Head { text: text.to_owned(), number: false }
}

/// A column of numbers.
pub(crate) fn number_head(text: &str) -> Head {
    Head { text: text.to_owned(), number: true }
}
