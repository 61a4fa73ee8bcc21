//! Writes every chart in both themes, as SVG and PNG, to look at them:
//! `cargo run -p keepalive-charts --example gallery -- DIR`

mod sample;

use std::error::Error;
use std::path::Path;

use keepalive_charts::{Style, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: gallery DIR")?;
    let dir = Path::new(&dir);
    std::fs::create_dir_all(dir)?;
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (name, figure) in sample::figures(Style::default().themed(theme)) {
            let stem = format!("{name}.{suffix}");
            std::fs::write(dir.join(format!("{stem}.svg")), figure.svg())?;
            std::fs::write(dir.join(format!("{stem}.png")), figure.png(2)?)?;
        }
    }
    Ok(())
}
