//! The desktop shell: two windows, a tray icon, one global shortcut, and adapters to the api.
//!
//! Nothing here knows what a workaround is. What a page may call stands in `capabilities/`.

mod args;
mod capture;
mod commands;
mod files;
mod folders;
#[cfg(test)]
mod grants;
#[cfg(target_os = "linux")]
mod hand_over;
mod host;
mod login;
mod menu;
mod page_ended;
mod place;
mod reminder;
mod sharing;
mod shortcut;
mod tray;
mod updates;
mod windows;
mod words;

use std::process::ExitCode;

use clap::Parser;
use tauri::{AppHandle, Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;
use tracing_subscriber::EnvFilter;

use crate::args::Args;
use crate::folders::Folders;
use crate::host::Host;
use crate::updates::Plugged;

/// Runs the program until it is quit.
pub fn run() -> ExitCode {
    log_to_stderr();
    let args = Args::parse();
    #[cfg(target_os = "linux")]
    if hand_over::to_the_first_start() {
        return ExitCode::SUCCESS;
    }
    match build(args) {
        Ok(app) => {
            app.run(on_run_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window system could not be started");
            ExitCode::FAILURE
        }
    }
}

/// `RUST_LOG` chooses what is said; nothing people wrote is ever logged.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,keepalive=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).init();
}

fn build(args: Args) -> tauri::Result<tauri::App> {
    let builder = tauri::Builder::default();
    #[cfg(target_os = "macos")]
    let builder = builder.on_web_content_process_terminate(|page| {
        if let Some(window) = page.app_handle().get_webview_window(page.label()) {
            page_ended::ended(&window, page_ended::End::OfThePage);
        }
    });
    builder
        // First of all, so that a second start ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, argv, _| later_start(app, argv)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(login::plugin())
        .plugin(remembered_places())
        .with_updates()
        .manage(windows::Pages::default())
        .manage(words::Spoken::default())
        .manage(tray::TrayPresence::default())
        .manage(shortcut::ShortcutBook::default())
        .manage(files::PickedImport::default())
        .manage(files::PickedBackup::default())
        .manage(sharing::PickedClinic::default())
        .invoke_handler(commands::handler())
        .on_window_event(windows::on_event)
        .on_menu_event(|app, event| menu::on_event(app, &event))
        .setup(move |app| Ok(set_up(app.handle(), &args)?))
        .build(tauri::generate_context!())
}

/// The main window's size and place survive a restart. Never its visibility (windows are shown when
/// their page is ready), and capture always comes where the pointer is.
fn remembered_places() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .with_denylist(&[windows::CAPTURE])
        .build()
}

fn set_up(app: &AppHandle, args: &Args) -> tauri::Result<()> {
    let folders = Folders::of(app, args)?;
    let host = Host::new(folders.database, args.sample);
    host::open_in_background(&host);
    app.manage(host);
    host::follow_other_programs(app);
    reminder::start(app);
    if let Some(folder) = folders.webview_data {
        app.state::<windows::Pages>().keep_files_in(folders::writable(folder)?);
    }
    let first = if args.capture || args.background { windows::CAPTURE } else { windows::MAIN };
    windows::make(app, first)?;
    if !args.background {
        windows::want(app, first);
    }
    if cfg!(target_os = "macos") {
        app.set_menu(menu::build(app)?)?;
    }
    Ok(())
}

fn later_start(app: &AppHandle, argv: Vec<String>) {
    let args = Args::of_later_start(argv);
    if args.background {
        return;
    }
    windows::want(app, if args.capture { windows::CAPTURE } else { windows::MAIN });
}

fn on_run_event(app: &AppHandle, event: RunEvent) {
    match event {
        // A click on the icon in the dock.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => windows::want(app, windows::MAIN),
        RunEvent::Exit => {
            tracing::info!(version = %app.package_info().version, "quit");
        }
        _ => {}
    }
}
