//! matplotlib in a process that stays: loaded, its fonts read, one chart drawn before any is measured.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, ensure};
use keepalive_charts::hours_lost::HoursLost;

use super::{Drawn, months};
use crate::pairs::{Timed, timed};

/// The version measured against.
const MATPLOTLIB: &str = "matplotlib==3.10.0";

/// Draws a chart for each line it reads and answers the sum of its columns and the size of its SVG.
const SCRIPT: &str = r#"
import io, sys
import matplotlib
matplotlib.use("svg")
import matplotlib.pyplot as plt

rows = [list(map(float, line.split())) for line in iter(sys.stdin.readline, "\n")]
names, hatches = ["Drift", "Reporting", "Support", "Burnout"], ["", "//", "--", ".."]
for _ in sys.stdin:
    figure, axes = plt.subplots(figsize=(8.12, 4.4))
    below = [0.0] * len(rows)
    for at, (name, hatch) in enumerate(zip(names, hatches), start=1):
        heights = [row[at] for row in rows]
        axes.bar([row[0] for row in rows], heights, 0.7, bottom=below, label=name, hatch=hatch)
        below = [a + b for a, b in zip(below, heights)]
    axes.set_title("Hours lost per month since go-live, by break")
    axes.set_ylabel("hours")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    out = io.BytesIO()
    figure.savefig(out, format="svg")
    drawn = sum(patch.get_height() for patch in axes.patches)
    plt.close(figure)
    print(float(drawn), out.tell(), flush=True)
"#;

/// The process, ended when this is dropped.
pub(super) struct Matplotlib {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Matplotlib {
    /// Makes sure matplotlib is there, in an environment of its own beside the build; or why it is not.
    ///
    /// # Errors
    /// The process cannot be talked to.
    pub(super) fn ready(data: &HoursLost) -> anyhow::Result<Result<Self, String>> {
        let Some(python) = environment()? else {
            let why = format!("{MATPLOTLIB} is not installed and could not be (python3 with venv, PyPI)");
            return Ok(Err(why));
        };
        let mut child =
            Command::new(python).args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut asks = child.stdin.take().context("no standard input")?;
        let answers = BufReader::new(child.stdout.take().context("no standard output")?);
        writeln!(asks, "{}", months::lines(data))?;
        Ok(Ok(Self { child, asks, answers }))
    }

    /// Draws the chart once, from asking to the answer.
    ///
    /// # Errors
    /// matplotlib's own, told on standard error.
    pub(super) fn draw(&mut self) -> anyhow::Result<Timed<Drawn>> {
        let Timed { value: answer, took } = timed(|| {
            writeln!(self.asks, "draw")?;
            self.asks.flush()?;
            let mut answer = String::new();
            ensure!(self.answers.read_line(&mut answer)? > 0, "matplotlib ended; its words stand above");
            Ok(answer)
        })?;
        let parts = answer.split_once(' ');
        let (hours, bytes) = parts.with_context(|| format!("matplotlib said {answer:?}"))?;
        Ok(Timed { value: Drawn { hours: hours.parse()?, bytes: bytes.trim().parse()? }, took })
    }
}

impl Drop for Matplotlib {
    fn drop(&mut self) {
        // It may have ended by itself.
        if self.child.kill().is_ok() {
            let _ = self.child.wait();
        }
    }
}

/// The Python of the environment with matplotlib in it, made once in the build folder.
fn environment() -> anyhow::Result<Option<PathBuf>> {
    let program = std::env::current_exe()?;
    let beside = program.parent().and_then(Path::parent).context("this program lies in no build folder")?;
    let folder = beside.join("bench-python");
    let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = folder.join(inside);
    if runs(Command::new(&python).args(["-c", "import matplotlib"])) {
        return Ok(Some(python));
    }
    let made = ["python3", "python"]
        .iter()
        .any(|system| runs(Command::new(system).args(["-m", "venv"]).arg(&folder)));
    let pip = ["-m", "pip", "install", "--quiet", MATPLOTLIB];
    Ok((made && runs(Command::new(&python).args(pip))).then_some(python))
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}
