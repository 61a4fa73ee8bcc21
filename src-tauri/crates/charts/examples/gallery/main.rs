//! Writes every chart in both themes, as SVG and PNG, to look at them:
//! `cargo run -p keepalive-charts --example gallery -- DIR`

#![expect(clippy::print_stdout, reason = "the captions are part of what is looked at")]

mod hostile;
mod sample;
mod signals;

use std::error::Error;
use std::path::Path;

use keepalive_charts::{SPANISH, Style, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: gallery DIR")?;
    let dir = Path::new(&dir);
    std::fs::create_dir_all(dir)?;
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let style = Style::default().themed(theme);
        let spanish = Style { labels: &SPANISH, ..style };
        let translated = sample::figures(spanish).into_iter().chain(signals::figures(spanish));
        let spoken = translated.map(|(name, figure)| (format!("{name}.es"), figure));
        let all = sample::figures(style).into_iter().chain(signals::figures(style));
        for (name, figure) in all.chain(hostile::figures(style)).chain(spoken) {
            let stem = format!("{name}.{suffix}");
            std::fs::write(dir.join(format!("{stem}.svg")), figure.svg())?;
            println!("{stem}: {}", figure.caption);
            std::fs::write(dir.join(format!("{stem}.png")), figure.png(2)?)?;
        }
    }
    Ok(())
}
