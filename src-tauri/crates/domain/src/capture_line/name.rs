//! Names as people type them in a hurry.

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
