//! Every word and sign of the figures in Spanish, as the screens speak it.

use keepalive_domain::numbers::Signs;

use crate::labels::Labels;
use crate::{
    after_hours, ageing, control_chart, flow, hours_lost, mount, pareto, quiet_roles, silence, survival,
    systems, turnaround, whose_turn,
};

/// Spanish.
pub const SPANISH: Labels = Labels {
    signs: Signs::SPANISH,
    and: "y",
    breaks: [
        "Desvío del flujo de trabajo",
        "Puntos ciegos de los informes",
        "Fricción con el soporte",
        "Desgaste del personal",
    ],
    breaks_short: ["Desvío", "Informes", "Soporte", "Desgaste"],
    months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    date: "{day} {month} {year}",
    not_measured: "sin medir",
    nothing_yet: "Todavía no hay nada que dibujar.",
    note: "Nota",
    period: "mes {month}",
    clocks: ["Primera respuesta", "Atajo ofrecido", "Arreglo entregado", "Arreglo verificado"],
    open_states: [
        "Nueva",
        "Por aclarar",
        "Clasificada",
        "En curso",
        "Espera al proveedor",
        "Espera a otros",
        "Entregada",
    ],
    signals: [
        "horas por ETC, semanal",
        "preguntas sin respuesta, %",
        "días de solicitud vencidos por 10 ETC, semanal",
        "WOW8: horas fuera de agenda por cada 8",
    ],
    no_area: "Sin área",
    requests: ["{count} solicitud", "{count} solicitudes"],
    open_elsewhere: [
        "{count} solicitud abierta más es de otro sistema.",
        "{count} solicitudes abiertas más son de otros sistemas.",
    ],
    workarounds: ["{count} atajo", "{count} atajos"],
    days: ["{count} día", "{count} días"],
    gone_quiet: "Las anotaciones bajaron al {share} de lo que eran: quizá se dejó de anotar, así que esto no es una mejora.",
    mount: mount::Words {
        month: "mes {from} desde la puesta en marcha ({first} a {last})",
        months: "meses {from} a {to} desde la puesta en marcha ({first} a {last})",
        week: "semana {from} desde la puesta en marcha ({first} a {last})",
        weeks: "semanas {from} a {to} desde la puesta en marcha ({first} a {last})",
        everything: "todo lo anotado hasta entonces",
        standing: "como está todo ese día",
        as_of: "Datos al {day}",
    },
    hours_lost: HOURS_LOST,
    control_chart: control_chart::Words {
        title: "{name}: {measure}",
        described: "Gráfico de control semanal con media y límites, semanas {from} a {to}.",
        described_rebase: "Los límites empiezan de nuevo en la semana {week}: {name}.",
        baseline: "ref.",
        week: "sem. {week}",
        above: ["Sobre su límite esta semana", "Sobre su límite desde hace {weeks} semanas"],
        signal: "Una señal en la última semana, dentro de los límites",
        below: "Bajo su límite inferior",
        inside: "Ahora dentro de sus límites",
        no_limits: "Aún sin límites: muy pocas semanas",
        trial: "límites de prueba con {weeks} semanas",
        trial_mark: "límites de prueba",
        withheld: [
            "1 semana oculta: menos de {fewest} personas",
            "{weeks} semanas ocultas: menos de {fewest} personas",
        ],
        all_withheld: "Oculto: respondieron menos de {fewest} personas.",
        note_withheld: "oculto: menos de {fewest} personas",
        gaps: ["1 semana sin medir", "{weeks} semanas sin medir"],
        newest: [
            "semana {week}: {value}",
            "semana {week}: {value}, límite superior {limit}",
            "semana {week}: {value}, límite inferior {limit}",
        ],
        heads: ["Semana", "Valor", "Media", "Límite inferior", "Límite superior"],
        note_signal: "Señal",
    },
    survival: survival::Words {
        title: "Cuánto viven los atajos",
        caption: "La mitad de nuestros atajos sigue viva al cabo de {days} (intervalo del 95\u{a0}%: {low} a {high}); {ended}.",
        caption_open: "La mitad de nuestros atajos sigue viva al cabo de {days} (intervalo del 95\u{a0}% desde {low}, aún sin extremo superior); {ended}.",
        caption_alone: "La mitad de nuestros atajos sigue viva al cabo de {days}; {ended}, muy pocos para un intervalo.",
        caption_no_median: "Más de la mitad de nuestros atajos sigue viva; {ended}.",
        caption_few: "{count}: {ended}; muy pocos para saber cuánto viven, hacen falta {needed}.",
        ended: ["ha terminado {ended} de {count}", "han terminado {ended} de {count}"],
        described: "Curva de Kaplan-Meier de la parte que sigue en uso según los días desde el inicio, con una marca por cada atajo todavía en uso.",
        days_unit: " d",
        heads: ["Días", "Sigue en uso", "Extremo inferior", "Extremo superior"],
    },
    turnaround: turnaround::Words {
        title: "{clock}: prometido y medido",
        caption: "{clock}: la mitad lo tuvo en {days}{range}{promise}; {count}, {open} sin ello todavía.",
        caption_no_median: "{clock}: menos de la mitad lo tiene{promise}; {count}, {open} sin ello todavía.",
        caption_few: "{clock}: {count}, {open} sin ello todavía{promise}; muy pocas para saberlo, hacen falta {needed}.",
        requests: ["{count} solicitud", "las {count} solicitudes"],
        undated: [
            " Se deja fuera {count} solicitud más: no consta la fecha.",
            " Se dejan fuera {count} solicitudes más: no consta la fecha.",
        ],
        range: " (intervalo del 95\u{a0}%: {low} a {high})",
        promise: ", prometido en {days}",
        no_promise: ", no se prometió nada",
        promised: "promesa {days} d",
        described: "Curva de Kaplan-Meier de la parte que aún espera según los días, con las solicitudes abiertas incluidas.",
        heads: ["Días", "Parte aún sin ello", "Extremo inferior", "Extremo superior"],
    },
    flow: flow::Words {
        title: "Solicitudes: entraron, salieron, abiertas",
        caption: "Del mes {from} al {to} entraron (las reabiertas otra vez): {arrivals}; salieron: {departures}; abiertas antes: {before}, ahora: {open}.",
        caption_one: "En el mes {from} entraron (las reabiertas otra vez): {arrivals}; salieron: {departures}; abiertas antes: {before}, ahora: {open}.",
        unfinished: "El mes {month} no ha terminado.",
        described: "Flujo acumulado por mes desde la puesta en marcha: la línea superior cuenta lo que entró, la inferior lo que salió; la banda entre ambas está abierta.",
        names: ["entraron", "salieron", "abiertas"],
        axis: "mes en marcha",
        heads: ["Mes", "Entraron o reabiertas", "Salieron", "Abiertas"],
        note_unfinished: "sin terminar",
    },
    whose_turn: whose_turn::Words {
        title: "De quién era el turno mientras había solicitudes abiertas",
        caption: [
            "De los días que {requests} estuvo sin cerrar, el {vendors} fue turno del proveedor, el {ours} nuestro y el {others} de otros.",
            "De los días que {requests} estuvieron sin cerrar, el {vendors} fue turno del proveedor, el {ours} nuestro y el {others} de otros.",
        ],
        caption_business: "En horas de apertura: {vendors} del proveedor, {ours} nuestro, {others} de otros.",
        no_business: "Las horas de apertura no se miden: el horario de la clínica no está puesto.",
        described: "Una barra de días transcurridos y otra de horas de apertura: lo nuestro lleno, lo del proveedor rayado, lo de otros vacío.",
        rows: ["días transcurridos", "horas de apertura"],
        turns: ["nuestro", "del proveedor", "de otros"],
        heads: ["Tiempo", "Nuestro", "Del proveedor", "De otros"],
    },
    ageing: ageing::Words {
        title: "Edad de las solicitudes abiertas",
        caption: "Con más de {days}, plazo en que se entrega el {percent}\u{a0}% de las solicitudes: {old} de {count} sin cerrar.",
        caption_alone: "Sin cerrar ahora: {count}, la más antigua desde hace {oldest}; hay muy pocas entregadas para decir cuándo lo está el 85\u{a0}%.",
        described: "Cada marca es una solicitud abierta, por estado y edad; un rombo supera la línea más alta.",
        described_alone: "Cada marca es una solicitud abierta, por estado y edad.",
        percentile: "{percent}\u{a0}% entregado: {days} d",
        median: "mitad entregada: {days} d",
        days_unit: " d",
        heads: ["Solicitud", "Estado", "Edad en días"],
    },
    pareto: pareto::Words {
        title: "Horas perdidas por área",
        caption: "{names}: {share} de las {hours} horas perdidas en el {period}.",
        unowned_hours: "{hours} de esas horas se perdieron en áreas de las que no responde nadie.",
        unmeasured: [
            "{names} no se midió y no está en estas horas.",
            "{names} no se midieron y no están en estas horas.",
        ],
        unmeasured_part: "Estas partes no se midieron: {names}.",
        break_in_area: "{break} en {area}",
        nobody: "Nadie",
        rest: "{count} áreas más",
        described: "Barras por área de configuración, la mayor primero, divididas por causa, con la parte acumulada.",
        unit: " h",
        running: "acumulado",
        heads: ["Área", "Horas", "Acumulado"],
    },
    silence: silence::Words {
        title: "Silencio: solicitudes por atajo activo",
        caption: "En el mes {month} entraron: {asks}, antes {before}, mientras los atajos activos pasaron de {workarounds_before} a {workarounds}.",
        caption_same: "En el mes {month} entraron: {asks}, antes {before}, mientras los atajos activos siguieron siendo {workarounds}.",
        caption_one: "En el mes {month} entraron: {asks}, con {workarounds} en uso al empezar.",
        not_improvement: "Eso no es mejorar.",
        withdrawals: "Se retiraron solicitudes {withdrawn} veces porque no merecía la pena pedirlas.",
        withdrawal: "1 solicitud se retiró porque no merecía la pena pedirla.",
        no_workarounds: [
            "El mes {months} no tiene punto: al empezar no había ningún atajo en uso.",
            "Los meses {months} no tienen punto: al empezar no había ningún atajo en uso.",
        ],
        none_in_use: "ninguno en uso",
        described: "Arriba, solicitudes abiertas por cada atajo activo según el mes; abajo, solicitudes retiradas porque no merecía la pena pedirlas.",
        panels: ["solicitudes por atajo activo, por mes en marcha", "retiradas: no merecía la pena pedirlas"],
        heads: ["Mes", "Solicitudes por atajo", "Solicitudes nuevas", "Atajos activos", "Retiradas"],
    },
    quiet_roles: quiet_roles::Words {
        title: "Semanas desde la última anotación, por puesto",
        caption: [
            "{names} no ha anotado nada desde hace {weeks} semanas o más.",
            "{names} no han anotado nada desde hace {weeks} semanas o más.",
        ],
        caption_never: ["{names} no ha anotado nada todavía.", "{names} no han anotado nada todavía."],
        no_comfort: "El silencio no quiere decir que todo vaya bien.",
        caption_none: [
            "Todos los puestos anotaron algo en la última semana.",
            "Todos los puestos anotaron algo en las últimas {weeks} semanas.",
        ],
        described: "Una barra por puesto, en orden de nombre, tan larga como las semanas desde su última anotación.",
        weeks: ["{count} semana", "{count} semanas"],
        under_a_week: "menos de 1 semana",
        never: "aún sin anotaciones",
        heads: ["Puesto", "Personas", "Semanas desde la última anotación"],
    },
    systems: systems::Words {
        title: [
            "Horas perdidas por mes, sistema por sistema",
            "Horas perdidas por ETC y mes, sistema por sistema",
        ],
        caption: "En el mes {month}, el más reciente que se midió en cada sistema, {name} perdió {hours}; {others}.",
        other: "{name} {hours}",
        caption_apart: "Los sistemas no tienen ningún mes medido en común, así que no se comparan.",
        described: "Una línea por sistema sobre sus propios meses desde la puesta en marcha; un hueco no se midió, o no como mes entero.",
        units: [" h", " h por ETC"],
        axis: "mes en marcha",
        month: "Mes",
    },
    after_hours: after_hours::Words {
        title: "Horas en el sistema fuera de agenda, por cada 8 de agenda",
        caption: "En el {period}, el puesto con más fue {name}: {hours} horas por cada 8 de agenda.",
        caption_one: "En el {period}, el puesto {name} anotó {hours} horas por cada 8 de agenda.",
        caption_of_shown: "En el {period}, de los puestos que se muestran, el que más tuvo fue {name}: {hours} horas por cada 8 de agenda.",
        caption_one_of_shown: "En el {period}, el puesto {name} anotó {hours} horas por cada 8 de agenda; los demás puestos están ocultos: menos de {fewest} personas.",
        caption_hidden: "Todos los puestos tienen menos de {fewest} respuestas, así que no se muestra ninguno.",
        hidden: "oculto: menos de {fewest} personas",
        hidden_number: "oculto",
        few: "menos de {fewest}",
        unit: " h",
        described: "Barras por puesto. Los puestos con pocas personas se ocultan, porque se podría reconocer a alguien.",
        heads: ["Puesto", "Personas", "Horas por cada 8 de agenda"],
    },
};

/// Spanish as the United States, Mexico and most of Central America write numbers: 1,234.5.
pub const SPANISH_WITH_POINT: Labels = Labels { signs: Signs::SPANISH_WITH_POINT, ..SPANISH };

const HOURS_LOST: hours_lost::Words = hours_lost::Words {
    title: "Horas perdidas por mes desde la puesta en marcha, por causa",
    title_per_fte: "Horas perdidas por ETC y mes desde la puesta en marcha, por causa",
    hours_unit: " h",
    per_fte_unit: " h por ETC",
    axis: "mes en marcha",
    axis_summary: "meses en marcha",
    pulse: "pulso semanal",
    coverage_unknown: "cobertura desconocida",
    no_pulse: "nada",
    thin: "escaso",
    day: "día {day}",
    told_phases: ["optimismo", "fricción", "quejas", "hablar de cambiar"],
    told_pattern: "el patrón contado",
    earlier: "{name}, antes",
    own_months: "(sus propios meses)",
    own_months_of: "({shown} de sus {count} meses)",
    timed_part: "parte cronometrada",
    thin_month: "escaso: respondió menos de la mitad",
    open_month: "mes sin terminar",
    change: "cambio en la clínica o el sistema",
    earlier_line: "sistema anterior",
    part_unmeasured: ["{name} sin medir en el mes {months}", "{name} sin medir en los meses {months}"],
    more_changes: "y {count} más, en la tabla",
    nothing: "Nada que dibujar hasta que un atajo tenga fecha de inicio y estimación.",
    caption: "En el mes {month} se perdieron {hours}, el {share} de ellas cronometradas; en el mes {before} se perdieron {before_hours}.",
    caption_one: "En el mes {month} se perdieron {hours}, el {share} de ellas cronometradas.",
    caption_open: "En el mes {month} se han perdido {hours} hasta el día {day} de {days}.",
    caption_none: "En el mes {month} no se anotaron horas perdidas; en el mes {before} se perdieron {before_hours}.",
    caption_none_alone: "En el mes {month} no se anotaron horas perdidas.",
    caption_nothing: "Hasta el mes {month} no se anotaron horas perdidas. Lo que nadie anotó no está en este gráfico.",
    caption_thin: "Los meses {months} se apoyan en pocas respuestas.",
    caption_thin_one: "El mes {month} se apoya en pocas respuestas.",
    caption_part: "En el mes {month}, anotado solo en parte, se anotaron {hours}.",
    hours: "{hours} horas",
    hours_per_fte: "{hours} horas por ETC",
    described: "Columnas apiladas de los meses {from} a {to} de {system}.",
    described_missing: ["El mes {months}, sin medir.", "Los meses {months}, sin medir."],
    described_thin: ["El mes {months}, escaso.", "Los meses {months}, escasos."],
    described_open: "El mes {month} no ha terminado, día {day} de {days}.",
    described_peak: "Mes entero más alto: {month}, {hours}.",
    described_earlier: "Línea: {names}, en sus propios meses.",
    described_changes: "Cambios: {names}.",
    described_change: "{name} en el mes {month}",
    range: "{from} a {to}",
    heads: ["Mes", "Desde", "Todo", "Solo cronometrado", "Por ETC", "Horas", "Pulso"],
    note_open: "Parcial, día {day} de {days}",
    note_thin: "Escaso",
    note_part: "Anotado en parte",
};

#[cfg(test)]
mod tests {
    use crate::labels::ENGLISH;

    use super::*;

    /// The places of a sentence, sorted.
    fn places(debug: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            debug.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        found.retain(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        found.sort_unstable();
        found
    }

    #[test]
    fn spanish_fills_the_places_english_fills() {
        assert_eq!(places(&format!("{SPANISH:?}")), places(&format!("{ENGLISH:?}")));
    }

    #[test]
    fn no_sentence_is_left_in_english() {
        let words = |labels: &Labels| -> Vec<String> {
            let text = format!("{labels:?}");
            text.split('"')
                .skip(1)
                .step_by(2)
                .filter(|w| w.len() > 6 && w.contains(' '))
                .map(String::from)
                .collect()
        };
        let english = words(&ENGLISH);
        let same: Vec<_> = words(&SPANISH).into_iter().filter(|words| english.contains(words)).collect();
        // Names alone are the same in both.
        assert_eq!(same, ["{name}: {measure}", "{name} {hours}"]);
    }
}
