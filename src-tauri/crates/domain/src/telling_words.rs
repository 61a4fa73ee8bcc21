//! Which words say what a line is about, and whether two lines are about the same.
//!
//! A log of what gets in the way says "again", "slow" and "every time" in half its lines. Sharing those makes nothing
//! alike.

/// Shorter words say nothing about what a line is about; "fax", "lab" and "EKG" do.
const SHORTEST_TELLING: usize = 3;

/// Words that many lines share whatever they are about, lower case: how it is told, what joins, both in English, then
/// Spanish.
const COMMON: &str = "\
    again still always never every each often sometimes today yesterday week daily slow slowly late long \
    takes take taking too very much more most many twice once time times minute minutes hour hours new \
    old bad wrong broken fails failed stuck cannot can cant does doesnt dont not need needs want wants \
    should would could must please help have has had get gets got getting keep keeps make makes use \
    using used \
    the and for with without from into onto that this these those there then than when where which who \
    why how what because before after while until our your their his her its you are was were but all \
    any one two out off over under about only also per via \
    los las una uno unos unas del por con sin que para pero como cada otra otro vez veces muy más mas \
    siempre nunca lento lenta tarde tarda todavía aún hay hace hacer está esta este esto son ser nos sus \
    cuando donde porque antes después también sobre desde hasta entre todo todos todas nuevo nueva mal \
    falla puede hoy ayer semana minutos horas";

/// The words that say what a line is about, in lower case, each once.
///
/// ```
/// use keepalive_domain::telling_words::telling_words;
/// assert_eq!(telling_words("Fax again, fax is slow"), ["fax"]);
/// ```
#[must_use]
pub fn telling_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase) {
        let tells = word.chars().count() >= SHORTEST_TELLING
            && !COMMON.split_whitespace().any(|common| common == word);
        if tells && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Whether two lines are about the same: they share at least half of the telling words of the shorter one. A word is
/// shared where one begins with the other, so plurals and a word not typed to its end count.
#[must_use]
pub fn are_alike(one: &[String], other: &[String]) -> bool {
    let same = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
    let shared = one.iter().filter(|a| other.iter().any(|b| same(a, b))).count();
    shared > 0 && 2 * shared >= one.len().min(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        are_alike(&telling_words(one), &telling_words(other))
    }

    #[test]
    fn what_many_lines_end_in_makes_nothing_alike() {
        assert!(!alike("Printer again", "Refill queue again"));
        assert!(!alike("Portal is slow", "Lab results are slow today"));
        assert!(!alike("La impresora otra vez", "El portal otra vez"));
        assert!(!alike("again", "again"), "a line of nothing but common words is like no other");
    }

    #[test]
    fn half_of_the_shorter_line_s_telling_words_are_enough() {
        // portal, login | results, portal, load: one of two is half.
        assert!(alike("portal login slow", "Results portal slow to load"));
        // copy, vitals, note | copy, allergy, list, chart: one of three is not.
        assert!(!alike("copy vitals into the note", "Copy the allergy list to the chart"));
        assert!(alike("fax", "Fax the referral twice"));
    }

    #[test]
    fn plurals_and_a_word_not_typed_to_its_end_count() {
        assert!(alike("refills on sticky notes", "Refill on a sticky note"));
        assert!(alike("refi", "Refill queue"));
    }

    #[test]
    fn likeness_does_not_depend_on_the_order() {
        let lines = ["Fax again", "fax the lab form", "portal", "Copy vitals to the lab form"];
        for one in lines {
            for other in lines {
                assert_eq!(alike(one, other), alike(other, one), "{one} / {other}");
            }
        }
    }
}
