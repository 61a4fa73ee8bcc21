//! Names as people type them in a hurry.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Which of a clinic's names was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant<'a, T> {
    /// This one.
    One(&'a T),
    /// Any of these: more of the name is needed.
    Several(Vec<&'a T>),
    /// None of them.
    None,
}

/// Which of them a typed name means: whose whole name it is, else the only one whose whole name it is without its accents,
/// else the only one of whose names, or of a word in them, it is the beginning.
///
/// `names` says what one goes by, the name that counts first at the front.
#[must_use]
pub fn meant<'a, T>(typed: &str, all: &'a [T], names: fn(&T) -> [&str; 2]) -> Meant<'a, T> {
    let whole = (0..2).find_map(|i| all.iter().find(|one| matches_name(typed, names(one)[i])));
    if let Some(one) = whole {
        return Meant::One(one);
    }
    let typed = bare(typed);
    if letters_and_digits(&typed).next().is_none() {
        return Meant::None;
    }
    for fits in [matches_name, begins_name] {
        let found: Vec<_> =
            all.iter().filter(|one| names(one).iter().any(|name| fits(&typed, &bare(name)))).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Meant::One(one),
            _ => return Meant::Several(found),
        }
    }
    Meant::None
}

/// Whether the name, from its beginning or from that of a word in it, goes on as typed.
fn begins_name(typed: &str, name: &str) -> bool {
    let mut before = None;
    name.char_indices().any(|(at, c)| {
        let inside_a_word = before.replace(c).is_some_and(char::is_alphanumeric);
        let mut rest = letters_and_digits(name.get(at..).unwrap_or_default());
        c.is_alphanumeric()
            && !inside_a_word
            && letters_and_digits(typed).all(|typed| rest.next() == Some(typed))
    })
}

/// A text without its accents.
fn bare(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Whether a name typed in a token means this name of the catalogue.
///
/// Case, blanks and punctuation do not count, `&` reads as "and": `note-templates` and `NoteTemplates` mean
/// "Note templates", `users-and-roles` means "Users & roles". A name without letters or digits means nothing.
#[must_use]
pub fn matches_name(token: &str, name: &str) -> bool {
    let mut typed = letters_and_digits(token).peekable();
    typed.peek().is_some() && typed.eq(letters_and_digits(name))
}

fn letters_and_digits(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .flat_map(|c| {
            let and = if c == '&' { "and" } else { "" };
            and.chars().chain((c != '&').then_some(c))
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}
