//! gnuplot, started for each chart as a script would.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, ensure};
use keepalive_charts::hours_lost::HoursLost;

use super::{Drawn, months};
use crate::pairs::{Timed, timed};
use crate::workshop::Workshop;

/// The same stacked columns with a key, a title and axes; then the sum of what was drawn.
const SCRIPT: &str = r#"
set terminal svg size 812,440
set output "chart.svg"
set title "Hours lost per month since go-live, by break"
set style data histogram
set style histogram rowstacked
set style fill pattern border -1
set boxwidth 0.7
set ylabel "hours"
set key outside right
plot "months.txt" using 2:xtic(1) title "Drift", "" using 3 title "Reporting", "" using 4 title "Support", \
     "" using 5 title "Burnout"
unset output
stats "months.txt" using ($2+$3+$4+$5) nooutput
print sprintf("%.9f", STATS_sum)
"#;

/// gnuplot with its script and data written down.
pub(super) struct Gnuplot {
    folder: PathBuf,
}

impl Gnuplot {
    /// Makes sure gnuplot is there, installing it from Debian where that is possible; or why it is not.
    ///
    /// # Errors
    /// The script or its data cannot be written.
    pub(super) fn ready(workshop: &Workshop, data: &HoursLost) -> anyhow::Result<Result<Self, String>> {
        if !runs("gnuplot", &["--version"]) {
            // Root, or a root that asks for no password; anything else is a person's to decide.
            let packages = ["apt-get", "install", "--yes", "gnuplot-nox"];
            let installed = runs("apt-get", &packages[1..])
                || runs("sudo", &["-n", packages[0], packages[1], packages[2], packages[3]]);
            if !installed || !runs("gnuplot", &["--version"]) {
                return Ok(Err("gnuplot is not installed and could not be (Debian: gnuplot-nox)".to_owned()));
            }
        }
        let folder = workshop.path("gnuplot");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("months.txt"), months::lines(data))?;
        std::fs::write(folder.join("chart.gp"), SCRIPT)?;
        Ok(Ok(Self { folder }))
    }

    /// Draws the chart once, from the start of the process to its end.
    ///
    /// # Errors
    /// gnuplot's own.
    pub(super) fn draw(&self) -> anyhow::Result<Timed<Drawn>> {
        let Timed { value: output, took } =
            timed(|| Ok(Command::new("gnuplot").arg("chart.gp").current_dir(&self.folder).output()?))?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "gnuplot failed: {said}");
        // gnuplot prints to standard error.
        let hours = said.split_whitespace().last().and_then(|number| number.parse().ok());
        let hours = hours.with_context(|| format!("gnuplot said no sum: {said}"))?;
        let bytes = std::fs::metadata(self.folder.join("chart.svg"))?.len();
        Ok(Timed { value: Drawn { hours, bytes: usize::try_from(bytes)? }, took })
    }
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}
