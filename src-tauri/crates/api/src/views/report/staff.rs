//! The clinic's own people in what leaves the clinic: by role, never by name.

use std::collections::BTreeSet;

use keepalive_reports::Document;
use keepalive_store::read::PersonRow;

use crate::types::Who;

/// The role that marks somebody at the vendor (A12).
const VENDOR_ROLE: &str = "vendor";

/// Letters from which on a part of a name is looked for: shorter ones are in too many words.
const SHORTEST_PART: usize = 3;

/// Everybody known, so that the clinic's own go out by role.
pub(super) struct Staff(Vec<PersonRow>);

impl Staff {
    pub(super) fn new(people: Vec<PersonRow>) -> Self {
        Self(people)
    }

    fn of_the_clinic(&self) -> impl Iterator<Item = &PersonRow> {
        self.0.iter().filter(|person| person.role != VENDOR_ROLE && !person.name.trim().is_empty())
    }

    /// A text with the names of staff replaced by their roles: whole words, in any case, also last name first.
    pub(super) fn hidden(&self, text: &str) -> String {
        self.of_the_clinic().fold(text.to_owned(), |text, person| {
            let text = replaced(&text, person.name.trim(), &person.role);
            match person.name.trim().rsplit_once(' ') {
                Some((first, last)) => replaced(&text, &format!("{last}, {first}"), &person.role),
                None => text,
            }
        })
    }

    /// Somebody as the vendor reads it: its own people by name, the clinic's by role.
    pub(super) fn outside(&self, who: &Who) -> String {
        let known = self.0.iter().find(|person| who.id.is_some_and(|id| id.0 == person.id));
        match known {
            Some(person) if person.role == VENDOR_ROLE => person.name.clone(),
            Some(person) => person.role.clone(),
            None => self.hidden(&who.name),
        }
    }

    /// Whether a text may still name somebody by a first or last name alone. That can also be an everyday word,
    /// so it is said and not replaced. The clinic's own name, roles and the vendor's people tell nobody apart.
    pub(super) fn may_be_named_in(&self, document: &Document) -> bool {
        let roles = self.0.iter().flat_map(|person| words(&person.role));
        let contacts = self.0.iter().filter(|person| person.role == VENDOR_ROLE);
        let known =
            roles.chain(contacts.flat_map(|person| words(&person.name))).chain(words(&document.kicker));
        let known: BTreeSet<String> = known.map(str::to_lowercase).collect();
        let parts = self.of_the_clinic().flat_map(|person| words(&person.name));
        let parts = parts.filter(|part| part.chars().count() >= SHORTEST_PART);
        let parts = parts.filter(|part| part.starts_with(char::is_uppercase));
        let parts: BTreeSet<&str> = parts.filter(|part| !known.contains(&part.to_lowercase())).collect();
        document.texts().flat_map(words).any(|word| parts.contains(word))
    }
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A text with a name replaced wherever it stands as whole words, whatever its case.
fn replaced(text: &str, name: &str, with: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let same = |a: &char, b: &char| a.to_lowercase().eq(b.to_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = text.get(at) {
        let end = at + name.len();
        let found = text.get(at..end).is_some_and(|part| part.iter().zip(&name).all(|(a, b)| same(a, b)));
        let begins = at == 0 || !text.get(at - 1).is_some_and(|before| before.is_alphanumeric());
        let ends = !text.get(end).is_some_and(|after| after.is_alphanumeric());
        if found && begins && ends {
            out.push_str(with);
            at = end;
        } else {
            out.push(*letter);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_replaced_as_whole_words_in_any_case() {
        let said = |text| replaced(text, "Ann Lee", "nurse");
        assert_eq!(said("ANN LEE asked; ann lee's list"), "nurse asked; nurse's list");
        assert_eq!(said("Joann Leeds"), "Joann Leeds", "not within other words");
        assert_eq!(said("Ann"), "Ann");
        assert_eq!(replaced("İstanbul: Ann Lee", "Ann Lee", "nurse"), "İstanbul: nurse");
    }
}
