//! `cargo xtask run`: from a fresh clone to an open window.

use anyhow::bail;
use clap::{Args, ValueEnum};

use crate::process::Call;
use crate::setup::{self, Purpose};
use crate::workspace::{Profile, Workspace};
use crate::{display, setup::build_pages};

#[cfg(target_os = "linux")]
mod on_virtual_display;

/// How to run.
#[derive(Debug, Args)]
pub(crate) struct RunArguments {
    /// Open the window on a display in memory and save a picture of it in artifacts/
    #[arg(long)]
    virtual_display: bool,
    /// Show the sample clinic, kept in a file of its own
    #[arg(long)]
    sample: bool,
    /// Build as it is built for people: slower to build, faster to use
    #[arg(long)]
    release: bool,
    /// Which theme the desktop asks for, on a virtual display
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    theme: Theme,
}

/// The desktop's theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Theme {
    Light,
    Dark,
}

/// Installs, builds, opens.
pub(crate) fn run(workspace: &Workspace, arguments: &RunArguments) -> anyhow::Result<()> {
    if !arguments.virtual_display && !display::is_there() {
        bail!(
            "no display here, so no window can be opened. To open it on a display in memory and \
             save a picture of it:\n\n  cargo xtask run --virtual-display\n"
        );
    }
    let purpose = if arguments.virtual_display { Purpose::VirtualDisplay } else { Purpose::Run };
    setup::system_packages(purpose)?;
    build_pages(workspace)?;
    let profile = if arguments.release { Profile::Release } else { Profile::Dev };
    build(workspace, "keepalive", profile)?;
    let mut app = Call::new(workspace.program("keepalive", profile), &[]).in_folder(&workspace.root);
    if arguments.sample {
        // A folder of its own: looking around must not touch a clinic's record.
        app = app.arg("--sample").arg("--data-dir").arg(workspace.target().join("sample-clinic"));
    }
    open(workspace, app, arguments)
}

fn build(workspace: &Workspace, package: &str, profile: Profile) -> anyhow::Result<()> {
    let call = workspace.cargo(&["build", "--package", package]);
    profile.cargo_arguments().iter().fold(call, |call, argument| call.arg(argument)).run()
}

#[cfg(target_os = "linux")]
fn open(workspace: &Workspace, app: Call, arguments: &RunArguments) -> anyhow::Result<()> {
    if !arguments.virtual_display {
        return app.run();
    }
    let (gtk_theme, picture) = match arguments.theme {
        Theme::Light => ("Adwaita", "keepalive-light.png"),
        Theme::Dark => ("Adwaita:dark", "keepalive-dark.png"),
    };
    let picture = workspace.artifacts().join(picture);
    on_virtual_display::open_and_save(&app.env("GTK_THEME", gtk_theme), &picture)
}

#[cfg(not(target_os = "linux"))]
fn open(_workspace: &Workspace, app: Call, arguments: &RunArguments) -> anyhow::Result<()> {
    if arguments.virtual_display {
        bail!("a virtual display is for Linux; here the window simply opens without this option");
    }
    app.run()
}
