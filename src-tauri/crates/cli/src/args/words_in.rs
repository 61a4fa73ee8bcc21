//! The language of a report or chart.

use clap::ValueEnum;
use keepalive_api::types::Language;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WordsIn {
    En,
    /// Numbers as 12,5.
    Es,
    /// Numbers as 12.5.
    EsUs,
}

impl From<WordsIn> for Language {
    fn from(words: WordsIn) -> Self {
        match words {
            WordsIn::En => Self::En,
            WordsIn::Es => Self::Es,
            WordsIn::EsUs => Self::EsUs,
        }
    }
}
