//! The phase and the counts that decided it, in words.

use super::PhaseTest;
use crate::language::Language;

/// A label of DOMAIN §5 as people read it.
pub(super) fn label(code: &str, in_: Language) -> &'static str {
    match code {
        "replacement_talk" => in_.of("Replacement talk", "Se habla de reemplazo"),
        "too_few_entries" => in_.of("Too few entries to tell", "Muy pocas entradas"),
        "going_quiet" => in_.of("Going quiet", "Se hace silencio"),
        "complaints" => in_.of("Complaints", "Quejas"),
        "friction" => in_.of("Friction", "Fricción"),
        "settled" => in_.of("Settled", "Estable"),
        _ => in_.of("Not measured", "Sin medir"),
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

/// A test with its count and its threshold.
pub(super) fn test(test: &PhaseTest, in_: Language) -> String {
    let is_share = matches!(&*test.test, "overdue_share_of_open" | "hardened_share" | "entries_ratio");
    let written = |value: f64| match (is_share, value.fract() == 0.0) {
        (true, _) => in_.percent(value),
        (false, true) => in_.number(value, 0),
        (false, false) => in_.number(value, 1),
    };
    let value = in_.or_not_measured(test.value.map(written));
    let limit = written(test.limit);
    format!("{} {value}, {} {limit}", name(&test.test, in_), in_.of("threshold", "umbral"))
}

fn name(code: &str, in_: Language) -> &str {
    match code {
        "late_baseline" => in_.of("first baseline week", "primera semana de referencia"),
        "baseline_weeks" => in_.of("baseline weeks recorded", "semanas de referencia"),
        "low_coverage_weeks" => in_.of("weeks of low coverage", "semanas de baja cobertura"),
        "replacement_events" => in_.of("replacement events", "eventos de reemplazo"),
        "entries_per_week" => in_.of("entries a week", "entradas por semana"),
        "entries_ratio" => {
            in_.of("entries against the 12 weeks before", "entradas frente a las 12 semanas previas")
        }
        "active_workarounds_change" => in_.of("change of active workarounds", "cambio de atajos activos"),
        "open_age_change" => in_.of("change of the age of open requests", "cambio de edad de lo abierto"),
        "overdue_share_of_open" => in_.of("open requests past their promise", "solicitudes atrasadas"),
        "hardened_share" => in_.of("hardened workarounds", "atajos endurecidos"),
        "voices_on_one_need" => in_.of("people on one need", "personas con una misma necesidad"),
        "alarming_series" => in_.of("series with an alarm", "series con alarma"),
        other => other,
    }
}
