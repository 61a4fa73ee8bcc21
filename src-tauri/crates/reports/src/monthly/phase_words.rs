//! The phase and the counts that decided it, in words.

use super::PhaseTest;
use crate::language::Language;

/// A label of DOMAIN §5 as people read it.
pub(super) fn label(code: &str, in_: Language) -> &'static str {
    match code {
        "replacement_talk" => in_.of("Replacement talk", "Se habla de reemplazo"),
        "too_few_entries" => in_.of("Too few entries to tell", "Muy pocas anotaciones"),
        "going_quiet" => in_.of("Going quiet", "Se hace silencio"),
        "complaints" => in_.of("Complaints", "Quejas"),
        "friction" => in_.of("Friction", "Fricción"),
        "settled" => in_.of("Settled", "Estable"),
        // No name of a phase: said as of every other value, within a line.
        _ => in_.not_measured(),
    }
}

/// Whether a test is one of those a label rests on (DOMAIN §5): a settled phase says how few series alarm, every
/// other label names the tests that were met.
pub(super) fn decides(test: &PhaseTest, label: &str) -> bool {
    let asked: &[&str] = match label {
        "not_measured" => &["baseline_weeks", "low_coverage_weeks"],
        "replacement_talk" => &["replacement_events"],
        "too_few_entries" => &["entries_per_week"],
        "going_quiet" => &["entries_ratio", "active_workarounds_change", "open_age_change"],
        "complaints" => &["overdue_share_of_open", "hardened_share", "voices_on_one_need", "alarming_series"],
        _ => &["alarming_series"],
    };
    asked.contains(&&*test.test) && (test.met || label == "settled")
}

/// A test with its count and its threshold, in the words of Today.
pub(super) fn test(test: &PhaseTest, in_: Language) -> String {
    let is_share = matches!(&*test.test, "overdue_share_of_open" | "hardened_share" | "entries_ratio");
    let written = |value: f64| match (is_share, value.fract() == 0.0) {
        (true, _) => in_.percent(value),
        (false, true) => in_.number(value, 0),
        (false, false) => in_.number(value, 1),
    };
    let value = in_.or_not_measured(test.value.map(written));
    let limit = written(test.limit);
    let found = found(&test.test, &value, &limit, in_);
    match (&*test.test, in_) {
        // These two have a limit of 0, which says nothing.
        ("active_workarounds_change" | "open_age_change", _) => found,
        ("entries_ratio", Language::English) => format!("{found}, it takes {limit} or less"),
        ("entries_ratio", Language::Spanish(_)) => format!("{found}, hace falta {limit} o menos"),
        ("baseline_weeks" | "entries_per_week", Language::English) => format!("{found}, it takes {limit}"),
        ("baseline_weeks" | "entries_per_week", Language::Spanish(_)) => {
            format!("{found}, hacen falta {limit}")
        }
        (_, Language::English) => format!("{found}, it takes {limit} or more"),
        (_, Language::Spanish(_)) => format!("{found}, hace falta {limit} o más"),
    }
}

fn found(code: &str, value: &str, limit: &str, in_: Language) -> String {
    let one = value == "1";
    match (code, in_) {
        ("baseline_weeks", Language::English) => format!("{value} of {limit} baseline weeks so far"),
        ("baseline_weeks", _) => format!("{value} de {limit} semanas de referencia hasta ahora"),
        ("low_coverage_weeks", Language::English) if one => "1 week with few answers".to_owned(),
        ("low_coverage_weeks", Language::English) => format!("{value} weeks with few answers"),
        ("low_coverage_weeks", _) if one => "1 semana con pocas respuestas".to_owned(),
        ("low_coverage_weeks", _) => format!("{value} semanas con pocas respuestas"),
        ("replacement_events", Language::English) if one => "1 sign of replacement talk".to_owned(),
        ("replacement_events", Language::English) => format!("{value} signs of replacement talk"),
        ("replacement_events", _) if one => "1 señal de que se habla de reemplazo".to_owned(),
        ("replacement_events", _) => format!("{value} señales de que se habla de reemplazo"),
        ("entries_per_week", Language::English) if one => "only 1 entry a week".to_owned(),
        ("entries_per_week", Language::English) => format!("only {value} entries a week"),
        ("entries_per_week", _) if one => "solo 1 anotación por semana".to_owned(),
        ("entries_per_week", _) => format!("solo {value} anotaciones por semana"),
        ("entries_ratio", Language::English) => format!("entries fell to {value} of before"),
        ("entries_ratio", _) => format!("las anotaciones cayeron a {value} de antes"),
        ("active_workarounds_change", _) => in_.of("workarounds not fewer", "los atajos no bajan").to_owned(),
        ("open_age_change", _) => in_
            .of("open requests are not younger", "las solicitudes abiertas no son más recientes")
            .to_owned(),
        ("overdue_share_of_open", Language::English) => format!("{value} of open requests are late"),
        ("overdue_share_of_open", _) => format!("{value} de las abiertas van con retraso"),
        ("hardened_share", Language::English) => format!("{value} of workarounds hardened"),
        ("hardened_share", _) => format!("{value} de los atajos endurecidos"),
        ("voices_on_one_need", Language::English) => format!("{value} people voice one need"),
        ("voices_on_one_need", _) => format!("{value} personas piden lo mismo"),
        ("alarming_series", Language::English) if one => "1 of 4 breaks signals friction".to_owned(),
        ("alarming_series", Language::English) => format!("{value} of 4 breaks signal friction"),
        ("alarming_series", _) if one => "1 de 4 causas señala fricción".to_owned(),
        ("alarming_series", _) => format!("{value} de 4 causas señalan fricción"),
        (other, _) => format!("{other} {value}"),
    }
}
