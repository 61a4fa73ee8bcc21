//! Writes every chart in both themes, as SVG and PNG, to look at them:
//! `cargo run -p keepalive-charts --example gallery -- DIR`

#![expect(clippy::print_stdout, reason = "the captions are part of what is looked at")]

mod sample;
mod signals;

use std::error::Error;
use std::path::Path;

use keepalive_charts::{Style, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: gallery DIR")?;
    let dir = Path::new(&dir);
    std::fs::create_dir_all(dir)?;
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let style = Style::default().themed(theme);
        for (name, figure) in sample::figures(style).into_iter().chain(signals::figures(style)) {
            let stem = format!("{name}.{suffix}");
            std::fs::write(dir.join(format!("{stem}.svg")), figure.svg())?;
            println!("{stem}: {}", figure.caption);
            std::fs::write(dir.join(format!("{stem}.png")), figure.png(2)?)?;
        }
    }
    Ok(())
}
