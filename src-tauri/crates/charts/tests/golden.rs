//! The charts, byte for byte. A chart may only change on purpose:
//!
//! `KEEPALIVE_BLESS=1 cargo test -p keepalive-charts --test golden` writes the files anew. Look at
//! them (`cargo run -p keepalive-charts --example gallery -- DIR`) before they are committed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../examples/gallery/hostile.rs"]
mod hostile;
#[path = "../examples/gallery/sample.rs"]
mod sample;
#[path = "../examples/gallery/signals.rs"]
mod signals;

use std::path::Path;

use keepalive_charts::{Figure, SPANISH, Style, Theme};

/// Kept in one theme only: these are long, and their colours are those of the others.
const LIGHT_ONLY: [&str; 3] = ["hours-lost-120-months", "hours-lost-36-months", "hours-lost-wide"];

fn figures(theme: Theme) -> Vec<(String, Figure)> {
    let style = Style::default().themed(theme);
    let all = sample::figures(style).into_iter().chain(signals::figures(style));
    all.chain(hostile::figures(style)).collect()
}

/// The same figures in Spanish, in light only: colours are no matter of language.
fn spanish() -> Vec<(String, Figure)> {
    let style = Style { labels: &SPANISH, ..Style::default() };
    let all = sample::figures(style).into_iter().chain(signals::figures(style));
    all.filter(|(name, _)| !LIGHT_ONLY.contains(&name.as_str())).collect()
}

fn assert_golden(figures: Vec<(String, Figure)>, suffix: &str) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let bless = std::env::var_os("KEEPALIVE_BLESS").is_some();
    let mut changed = Vec::new();
    for (name, figure) in figures {
        let path = dir.join(format!("{name}.{suffix}.svg"));
        let svg = figure.svg();
        if bless {
            std::fs::write(&path, &svg).unwrap();
        } else if std::fs::read(&path).ok().as_deref() != Some(svg.as_bytes()) {
            changed.push(path.display().to_string());
        }
    }
    assert!(changed.is_empty(), "drawn differently, or not yet kept: {changed:#?}");
}

#[test]
fn light_charts_are_the_same_bytes() {
    assert_golden(figures(Theme::Light), "light");
}

#[test]
fn spanish_charts_are_the_same_bytes() {
    assert_golden(spanish(), "es");
}

#[test]
fn dark_charts_are_the_same_bytes() {
    let kept = figures(Theme::Dark).into_iter().filter(|(name, _)| !LIGHT_ONLY.contains(&name.as_str()));
    assert_golden(kept.collect(), "dark");
}

#[test]
fn every_chart_says_what_it_shows() {
    for (name, figure) in figures(Theme::Light).into_iter().chain(spanish()) {
        assert!(
            !figure.title.is_empty() && !figure.description.is_empty() && !figure.caption.is_empty(),
            "{name}"
        );
        let svg = figure.svg();
        let parsed = roxmltree::Document::parse(&svg).unwrap();
        let root = parsed.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        let child =
            |tag: &str| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)));
        assert_eq!(child("title").and_then(|node| node.text()), Some(figure.title.as_str()), "{name}");
        assert_eq!(child("desc").and_then(|node| node.text()), Some(figure.description.as_str()), "{name}");
    }
}

#[test]
fn charts_use_plain_shapes_only() {
    let allowed = ["svg", "title", "desc", "path", "g", "circle", "text"];
    for (name, figure) in figures(Theme::Dark) {
        let svg = figure.svg();
        let parsed = roxmltree::Document::parse(&svg).unwrap();
        for node in parsed.descendants().filter(roxmltree::Node::is_element) {
            assert!(allowed.contains(&node.tag_name().name()), "{name}: {}", node.tag_name().name());
            // Opaque colours, no inline style: the app's content policy refuses it.
            for attribute in node.attributes() {
                assert!(
                    !["style", "opacity", "filter", "rx"].contains(&attribute.name()),
                    "{name}: {}",
                    attribute.name()
                );
            }
        }
    }
}
