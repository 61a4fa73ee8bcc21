//! A virtual display with a session bus of its own, ended when dropped.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use anyhow::{Context, bail};

use super::Background;
use crate::process::Call;

/// The size of the main window, so that a picture of the display is a picture of the window.
const WINDOW_SIZED_SCREEN: &str = "1360x900x24";
/// Room for the main window with a frame around it.
const DESK_SIZED_SCREEN: &str = "1600x1000x24";

/// An X server without a monitor, and a D-Bus session bus.
#[derive(Debug)]
pub(crate) struct VirtualSession {
    display: String,
    bus: String,
    // Ended in this order: what stands on the display first, the display last.
    _window_manager: Option<Background>,
    _bus: Background,
    _display: Background,
}

impl VirtualSession {
    /// A display as large as the main window, with nothing else on it.
    pub(crate) fn start() -> anyhow::Result<Self> {
        Self::start_on(WINDOW_SIZED_SCREEN)
    }

    /// A desktop as people have one: with a window manager, which passes the keys from window to window.
    pub(crate) fn start_desktop() -> anyhow::Result<Self> {
        let session = Self::start_on(DESK_SIZED_SCREEN)?;
        let call = session.apply(Call::new("openbox", &["--sm-disable"]));
        let child = call
            .command()
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("`{}` could not be started", call.line()))?;
        Ok(Self { _window_manager: Some(Background::new(child)), ..session })
    }

    fn start_on(screen: &str) -> anyhow::Result<Self> {
        // Xvfb chooses a free number and tells it.
        let xvfb = Call::new("Xvfb", &["-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp"]);
        let (display_process, number) = start_and_read_line(&xvfb)?;
        let bus = Call::new("dbus-daemon", &["--session", "--nofork", "--print-address=1"]);
        let (bus_process, address) = start_and_read_line(&bus)?;
        Ok(Self {
            display: format!(":{number}"),
            bus: address,
            _window_manager: None,
            _bus: bus_process,
            _display: display_process,
        })
    }

    /// The display's name, as `DISPLAY` wants it.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// Points a call at this display and bus, and away from any real ones.
    pub(crate) fn apply(&self, call: Call) -> Call {
        call.env("DISPLAY", &self.display)
            .env("WAYLAND_DISPLAY", "")
            .env("XDG_SESSION_TYPE", "x11")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            // Without this GTK waits for the bus of assistive programs. A test that listens to it says otherwise.
            .env("NO_AT_BRIDGE", "1")
    }
}

fn start_and_read_line(call: &Call) -> anyhow::Result<(Background, String)> {
    let child = call
        .command()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("`{}` could not be started", call.line()))?;
    let mut process = Background::new(child);
    let line = first_line(process.child())?;
    if line.is_empty() {
        bail!("`{}` ended at once", call.line());
    }
    Ok((process, line))
}

fn first_line(child: &mut Child) -> anyhow::Result<String> {
    let stdout = child.stdout.as_mut().context("no standard output")?;
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line)?;
    Ok(line.trim().to_owned())
}
