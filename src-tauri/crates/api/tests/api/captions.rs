//! What charts say of many clinics, in every language: whole sentences, the numbers of their own tables, the right
//! singular, and nothing where there is too little to tell.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keepalive_api::{SampleOptions, fill_with_sample};
use serde_json::{Value as Json, json};

use crate::common::{BREAKS, DAY_MS, Desk, FIGURES, MONDAY_TEN};

const LANGUAGES: [&str; 3] = ["en", "es", "es_us"];
/// What stands in every caption's own words and is no figure of the clinic: the interval, the percentile, the 8 hours, the
/// weeks of silence, the fewest people and things.
const IN_THE_WORDS: [f64; 5] = [95.0, 85.0, 8.0, 4.0, 5.0];

/// Names of counted things, one then several, as captions write them.
const COUNTED: [(&str, &str); 16] = [
    ("request", "requests"),
    ("workaround", "workarounds"),
    ("day", "days"),
    ("week", "weeks"),
    ("month", "months"),
    ("area", "areas"),
    ("role", "roles"),
    ("hour", "hours"),
    ("solicitud", "solicitudes"),
    ("atajo", "atajos"),
    ("día", "días"),
    ("semana", "semanas"),
    ("mes", "meses"),
    ("área", "áreas"),
    ("puesto", "puestos"),
    ("hora", "horas"),
];

/// A chart as somebody reads it, with its numbers.
struct Told {
    name: String,
    language: &'static str,
    caption: String,
    /// Caption, title, description, table heads and what is read out.
    words: Vec<String>,
    table: Table,
}

/// The table as it is saved: cells unrounded.
struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn numbers(&self, column: usize) -> Vec<f64> {
        self.rows.iter().filter_map(|row| row[column].parse().ok()).collect()
    }
}

/// Every chart of a clinic that has something to draw, in a language.
fn charts(desk: &Desk, language: &'static str) -> Vec<Told> {
    let drawn = json!({ "language": language, "width": 600, "height": 260 });
    let with = |more: Json| {
        let mut asked = drawn.clone();
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        asked
    };
    let mut all = Vec::new();
    for per_fte in [false, true] {
        let asked = with(json!({ "per_fte": per_fte }));
        let view = desk.ok("friction", asked.clone());
        let name = if per_fte { "hours per fte" } else { "hours" };
        all.extend(told(desk, name, language, &view["chart"], json!({ "hours": asked })));
    }
    let signals = desk.ok("break_charts", drawn.clone());
    for signal in signals["charts"].as_array().unwrap() {
        let of = signal["break"].as_str().unwrap();
        let chart = json!({ "signal": { "break": of, "drawn": drawn } });
        all.extend(told(desk, &format!("signal {of}"), language, &signal["chart"], chart));
    }
    for figure in FIGURES {
        for per_fte in [false, true] {
            let asked = with(json!({ "figure": figure, "per_fte": per_fte }));
            let view = desk.ok("figure", asked.clone());
            let mut chart = told(desk, figure, language, &view["chart"], json!({ "figure": asked }));
            if let Some(chart) = &mut chart {
                chart.words.extend(view["spoken"].as_array().unwrap().iter().map(text));
            }
            all.extend(chart);
            if figure != "systems" {
                break;
            }
        }
    }
    assert_eq!(signals["charts"].as_array().unwrap().len() % BREAKS.len(), 0);
    all
}

fn text(words: &Json) -> String {
    words.as_str().unwrap().to_owned()
}

fn told(desk: &Desk, name: &str, language: &'static str, picture: &Json, chart: Json) -> Option<Told> {
    let caption = picture["caption"].as_str()?.to_owned();
    let svg = text(&picture["svg"]);
    let part = |tag: &str| {
        let parsed = svg.split_once(&format!("<{tag}>")).unwrap().1;
        parsed.split_once(&format!("</{tag}>")).unwrap().0.replace("&apos;", "'").replace("&amp;", "&")
    };
    let file = desk.ok("chart_file", json!({ "chart": chart, "format": "csv" }));
    let bytes = STANDARD.decode(file["base64"].as_str().unwrap()).unwrap();
    filed_soundly(name, &bytes);
    let mut reader = csv::Reader::from_reader(&*bytes);
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let mut words = vec![caption.clone(), part("title"), part("desc")];
    words.extend(heads.iter().cloned());
    Some(Told { name: name.to_owned(), language, caption, words, table: Table { heads, rows } })
}

/// A spreadsheet sorts its days and does not show how computers count.
fn filed_soundly(name: &str, bytes: &[u8]) {
    let mut reader = csv::Reader::from_reader(bytes);
    for row in reader.records().map(Result::unwrap) {
        for cell in &row {
            let digits =
                cell.split_once('.').filter(|_| cell.parse::<f64>().is_ok()).map_or(0, |(_, d)| d.len());
            assert!(digits <= 4, "{name}: {cell}");
        }
        if name.starts_with("hours") {
            let from = row.get(1).unwrap();
            assert!(from.parse::<chrono::NaiveDate>().is_ok(), "{name}: {from}");
        }
    }
}

/// The numbers of a sentence with their decimals.
fn numbers(words: &str, language: &str) -> Vec<(f64, u32)> {
    let (point, group) = if language == "es" { (',', '.') } else { ('.', ',') };
    let letters: Vec<char> = words.chars().collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        // "WOW8" and "A-0142" are names.
        let begins =
            is_digit(at) && (at == 0 || !(letters[at - 1].is_alphanumeric() || letters[at - 1] == '-'));
        if !begins {
            at += 1;
            continue;
        }
        let (mut plain, mut decimals, mut after_point) = (String::new(), 0, false);
        while at < letters.len() {
            let letter = letters[at];
            if letter.is_ascii_digit() {
                plain.push(letter);
                decimals += u32::from(after_point);
            } else if letter == point && is_digit(at + 1) {
                plain.push('.');
                after_point = true;
            } else if !(letter == group && is_digit(at + 1)) {
                break;
            }
            at += 1;
        }
        found.push((plain.parse().unwrap(), decimals));
    }
    found
}

/// Whether a told number is this one, rounded to the decimals it is told with. Less than the least a table can tell is told
/// as that.
fn is_told(told: f64, decimals: u32, value: f64) -> bool {
    let least = 0.1_f64.powi(i32::try_from(decimals).unwrap());
    (told - value).abs() <= least / 2.0 + 1e-9
        || (value > 0.0 && value < least && (told - least).abs() < 1e-9)
}

/// Everything the caption of a chart may name as a number: what stands in its table, and what follows from it.
fn allowed(chart: &Told, measured: &Json) -> Vec<f64> {
    let table = &chart.table;
    let mut all: Vec<f64> = IN_THE_WORDS.to_vec();
    for column in 0..table.heads.len() {
        all.extend(table.numbers(column));
    }
    all.push(table.rows.len() as f64);
    let notes = table.rows.iter().filter_map(|row| row.last());
    all.extend(notes.flat_map(|note| numbers(note, chart.language)).map(|(number, _)| number));
    let share = |part: f64, whole: f64| 100.0 * part / whole;
    let sum = |column: usize| table.numbers(column).iter().sum::<f64>();
    if chart.name.starts_with("signal") {
        // The points that the newest limits rest on.
        let newest = table.rows.iter().rfind(|row| !row[4].is_empty()).map(|row| [&row[2], &row[4]]);
        let points = table.rows.iter().filter(|row| Some([&row[2], &row[4]]) == newest && !row[1].is_empty());
        all.push(points.count() as f64);
    }
    match chart.name.as_str() {
        "hours" | "hours per fte" => {
            let all_and_timed = table.numbers(6).into_iter().zip(table.numbers(7));
            all.extend(all_and_timed.map(|(all, timed)| share(timed, all)));
        }
        "flow" => {
            let first = [1, 2, 3].map(|column| table.numbers(column)[0]);
            all.extend([sum(1), sum(2), first[2] + first[1] - first[0]]);
            // Open requests of other systems.
            let here = table.numbers(3).last().copied().unwrap_or_default();
            all.extend(measured["open"].as_f64().map(|open| open - here));
        }
        "whose_turn" => {
            for row in &table.rows {
                let turns: Vec<f64> = row[1..4].iter().map(|cell| cell.parse().unwrap()).collect();
                let whole: f64 = turns.iter().sum();
                // Told so that they add up to 100: each is its own per cent or the next one up, and the largest gives way
                // to those too small to be told otherwise.
                let shares: Vec<f64> = turns.iter().map(|turn| share(*turn, whole)).collect();
                all.extend(shares.iter().flat_map(|share| [share.floor(), share.ceil()]));
                let tiny = shares.iter().filter(|share| (1e-9..1.0).contains(*share)).count();
                let largest = shares.iter().copied().fold(0.0, f64::max);
                all.extend((0..=tiny).map(|less| largest.floor() - less as f64));
            }
            all.extend(measured["turnaround"]["delivered"]["n"].as_f64());
        }
        "pareto" => {
            all.push(sum(5));
            all.extend(whole_months(measured).last().copied());
            all.extend(table.numbers(6).iter().map(|running| 100.0 * running));
            let unowned = table.rows.iter().filter(|row| !row[7].is_empty());
            all.push(unowned.filter_map(|row| row[5].parse::<f64>().ok()).sum());
        }
        "ageing" => {
            let ages = table.numbers(2);
            all.extend(measured["open"].as_f64().map(|open| open - ages.len() as f64));
            let percentile = measured["percentile"].as_f64();
            all.extend(percentile);
            all.extend(percentile.map(|limit| ages.iter().filter(|age| **age > limit).count() as f64));
        }
        "silence" => all.push(sum(4)),
        // So many whole weeks since an entry are one more within which it was.
        "quiet_roles" => all.extend(table.numbers(2).into_iter().reduce(f64::max).map(|weeks| weeks + 1.0)),
        // The newest month that may be compared, which the table is of.
        "after_hours" => all.extend(whole_months(measured).last().copied()),
        clock @ ("first_response" | "workaround_offered" | "delivered" | "verified") => {
            let of = &measured["turnaround"][clock];
            let (n, events) = (of["n"].as_f64().unwrap(), of["events"].as_f64().unwrap());
            all.extend([n, n - events]);
            // The table has whole days; a median of hours stands between two of them.
            all.extend(["median_days", "low", "high"].iter().filter_map(|end| of[end].as_f64()));
        }
        "survival" => {
            let of = &measured["workaround_survival"];
            all.extend(["n", "retired", "low", "high"].iter().filter_map(|name| of[name].as_f64()));
        }
        _ => {}
    }
    // The sentence for a figure that fell while people went quiet.
    let tests = measured["phase"]["because"].as_array().into_iter().flatten();
    all.extend(tests.filter(|test| test["test"] == "entries_ratio").filter_map(|test| {
        let ratio = test["value"].as_f64()?;
        Some(100.0 * ratio)
    }));
    all
}

/// The numbers of the finished, wholly recorded months.
fn whole_months(measured: &Json) -> Vec<f64> {
    let months = measured["months"].as_array().unwrap().iter();
    let whole = months.filter(|month| month["partial"] == json!(false) && month["recorded"] == json!(1.0));
    whole.map(|month| month["n"].as_f64().unwrap()).collect()
}

/// What the figures say beside the table: `measure`, and the percentile that "how is this counted?" gives.
fn measured(desk: &Desk) -> Json {
    let systems = desk.ok("measure", json!({}))["systems"].as_array().unwrap().clone();
    let Some(mut system) = systems.into_iter().rev().find(|system| system["months"] != json!([])) else {
        return json!({});
    };
    let explained = |figure: &str| desk.ok("explain", json!({ "figure": figure }));
    system["open"] = desk.ok("app_state", json!({}))["counts"]["requests_open"].clone();
    system["percentile"] = explained("age_percentile")["value"].clone();
    system
}

/// The caption without what people typed and without the months' and systems' own names.
fn without_names(chart: &Told) -> String {
    let mut names: Vec<&String> = chart.table.rows.iter().flatten().chain(&chart.table.heads).collect();
    names.retain(|name| name.chars().any(char::is_alphabetic));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    // What was promised is said beside a clock and stands in no table; the scorecard's tests hold it.
    let promise = [", promised in ", ", prometido en "].into_iter().find_map(|begin| {
        let (before, after) = chart.caption.split_once(begin)?;
        Some(format!("{before}{}", after.split_once(';')?.1))
    });
    let caption = promise.unwrap_or_else(|| chart.caption.clone());
    // What is open in other systems stands in no table of this one; `figures.rs` holds it.
    let elsewhere = |sentence: &&str| {
        ["other system", "otro sistema", "otros sistemas"].iter().any(|of| sentence.contains(of))
    };
    let caption = caption.split_inclusive(". ").filter(|sentence| !elsewhere(sentence)).collect::<String>();
    names.into_iter().fold(caption, |caption, name| caption.replace(name.as_str(), "…"))
}

fn check(chart: &Told, measured: &Json) {
    let (name, caption) = (format!("{} in {}", chart.name, chart.language), &chart.caption);
    for words in &chart.words {
        assert!(!words.is_empty(), "{name}");
        let said = words.to_lowercase();
        let below_nothing = |word: &str| word.starts_with("-0") || word.starts_with("\u{2212}0");
        assert!(!said.split([' ', '(', '\u{a0}']).any(below_nothing), "{name}: {words}");
        for wrong in ["{", "}", "nan", "null"] {
            let whole = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()) == wrong;
            let found = if wrong.chars().all(char::is_alphabetic) {
                said.split_whitespace().any(whole)
            } else {
                said.contains(wrong)
            };
            assert!(!found, "{name} says {wrong:?}: {words}");
        }
        assert!(!said.split_whitespace().any(|word| word.trim_matches('.') == "inf"), "{name}: {words}");
        singulars(&name, words);
    }
    let allowed = allowed(chart, measured);
    for (number, decimals) in numbers(&without_names(chart), chart.language) {
        let known = allowed.iter().any(|value| is_told(number, decimals, *value));
        assert!(known, "{name} tells {number}, which its numbers do not: {caption}\n{:?}", chart.table.rows);
    }
    if let Some(n) = followed(&chart.name, measured) {
        let few = caption.contains("too few to tell") || caption.contains("muy poc");
        let half = ["half", "mitad"].iter().any(|word| caption.to_lowercase().contains(word));
        assert_eq!(n < 5.0, few && !half, "{name} of {n}: {caption}");
    }
}

/// How many things a curve rests on.
fn followed(chart: &str, measured: &Json) -> Option<f64> {
    let of =
        if chart == "survival" { &measured["workaround_survival"] } else { &measured["turnaround"][chart] };
    of["n"].as_f64()
}

/// One of a thing stands in the singular, any other number in the plural; a number with decimals is no count.
fn singulars(name: &str, words: &str) {
    let parts: Vec<&str> = words.split([' ', '\u{a0}']).collect();
    for pair in parts.windows(2) {
        let count = pair[0].trim_start_matches(['(', '¿']);
        let thing = pair[1].trim_end_matches([',', '.', ';', ':', ')', '?']).to_lowercase();
        let ends_a_sentence = count.ends_with(['.', ',']);
        if count.is_empty()
            || ends_a_sentence
            || !count.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        {
            continue;
        }
        for (one, several) in COUNTED {
            assert!(!(count == "1" && thing == several), "{name}: {count} {several} in {words:?}");
            // "month 14 lost" names a month; a count stands before its thing.
            assert!(!(count != "1" && thing == one), "{name}: {count} {one} in {words:?}");
        }
    }
}

/// Checks every chart in every language; gives back how many there were.
fn read_all(desk: &Desk) -> usize {
    let measured = measured(desk);
    let mut count = 0;
    for language in LANGUAGES {
        let charts = charts(desk, language);
        count += charts.len();
        charts.iter().for_each(|chart| check(chart, &measured));
    }
    count
}

/// A clinic filled by the sample's story.
fn story(seed: u64, months: u32) -> Desk {
    let desk = Desk::empty();
    let options = SampleOptions { seed, months, ..SampleOptions::default() };
    desk.app.with_store(|store| fill_with_sample(store, desk.now_ms(), options)).unwrap();
    desk
}

/// The same clinic as it stood on days further and further back is another clinic each: two systems, one, weeks old, not
/// live yet.
#[test]
fn charts_of_a_clinic_tell_the_numbers_of_their_tables() {
    let desk = story(1, 18);
    let all = read_all(&desk);
    assert!(all >= LANGUAGES.len() * 18, "{all}");
    for days in [40, 430, 60] {
        desk.pass(-days * DAY_MS);
        read_all(&desk);
    }
}

#[test]
fn charts_of_a_young_clinic_tell_the_numbers_of_their_tables() {
    let desk = story(7, 1);
    for days in [0, 20, 12] {
        desk.pass(-days * DAY_MS);
        read_all(&desk);
    }
}

/// Two people, three weeks, one of everything.
#[test]
fn one_of_everything_is_told_in_the_singular() {
    let desk = tiny();
    let count = read_all(&desk);
    assert!(count >= LANGUAGES.len() * 8, "{count}");
    let caption = |figure: &str, language: &str| {
        let view = desk.ok("figure", json!({ "figure": figure, "language": language }));
        view["chart"]["caption"].as_str().map(str::to_owned)
    };
    let told = caption("survival", "en").unwrap();
    assert_eq!(told, "1 workaround: 0 of 1 have ended; too few to tell how long they live, 5 are needed.");
    let told = caption("delivered", "es").unwrap();
    assert!(told.starts_with("Arreglo entregado: 1 solicitud, 0 sin ello todavía"), "{told}");
}

#[test]
fn a_clinic_without_anything_claims_nothing() {
    read_all(&Desk::clinic());
    read_all(&Desk::empty());
}

fn tiny() -> Desk {
    // Nineteen days before the others' Monday: the request comes on the third day and is delivered on the fourth.
    let desk = Desk::empty_at(MONDAY_TEN - 19 * DAY_MS).live_since("2026-11-02");
    let nurse = desk.make("person", json!({ "name": "N", "role": "nurse", "active_from": "2026-11-02" }));
    desk.make("fte", json!({ "person": { "ref": nurse }, "from": "2026-11-02", "fte": 1.0 }));
    desk.make("workaround", json!({ "title": "Paper list", "break": "drift", "started": "2026-11-03" }));
    let request = desk.make("request", json!({ "title": "One list", "kind": "visibility" }));
    desk.pass(DAY_MS);
    desk.ok("move_request", json!({ "id": request, "state": "delivered" }));
    desk.pass(18 * DAY_MS);
    desk
}
