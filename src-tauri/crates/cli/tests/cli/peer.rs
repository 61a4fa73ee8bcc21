//! The figures of awkward clinics against those of a second reading of the definitions, in another language
//! (`tests/peer`): from the files of a table set to what is printed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::Desk;

/// How far two numbers may lie apart, relative to the larger.
const SLACK: f64 = 1e-9;

fn clinics() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peer/clinics");
    let mut clinics: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    clinics.sort();
    clinics
}

#[test]
fn every_figure_is_that_of_the_second_reading() {
    let (mut told, mut figures) = (Vec::new(), 0);
    for path in clinics() {
        let clinic: Json = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let desk = Desk::empty();
        let set = desk.dir.path().join("set");
        fs::create_dir(&set).unwrap();
        for (name, text) in clinic["tables"].as_object().unwrap() {
            fs::write(set.join(format!("{name}.csv")), text.as_str().unwrap()).unwrap();
        }
        desk.done(&["import", "tables", set.to_str().unwrap()]);
        for expected in clinic["figures"].as_array().unwrap() {
            let day = expected["as_of"].as_str().unwrap();
            let measured = desk.json(&["measure", "--as-of", day]);
            let name = path.file_stem().unwrap().to_string_lossy();
            figures += compare(&format!("{name} {day} "), &measured, expected, &mut told);
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    // Fewer would mean that what is compared has got lost.
    assert!(figures > 5_000, "{figures} figures");
}

/// How many leaves the expected figures have; the paths at which the measured ones differ are told.
fn compare(path: &str, measured: &Json, expected: &Json, told: &mut Vec<String>) -> usize {
    match (measured, expected) {
        (Json::Object(a), Json::Object(b))
            if a.len() == b.len() && b.keys().all(|key| a.contains_key(key)) =>
        {
            b.iter().map(|(key, b)| compare(&format!("{path}.{key}"), &a[key], b, told)).sum()
        }
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs.map(|(i, (a, b))| compare(&format!("{path}[{i}]"), a, b, told)).sum()
        }
        _ => {
            let near = measured
                .as_f64()
                .zip(expected.as_f64())
                .is_some_and(|(a, b)| (a - b).abs() <= SLACK * a.abs().max(b.abs()));
            if !near && measured != expected {
                told.push(format!("{path}: measured {measured}, expected {expected}"));
            }
            1
        }
    }
}
