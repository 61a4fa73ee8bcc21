//! The icon in the tray or menu bar: capture, open, quit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::image::Image;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager};

use crate::capture;
use crate::windows::{self, MAIN};
use crate::words::{self, Word};

const ID: &str = "keepalive";
const LOG: &str = "tray-log";
const OPEN: &str = "tray-open";
const QUIT: &str = "tray-quit";

/// Whether the desktop took our tray icon.
#[derive(Debug, Default)]
pub(crate) struct TrayPresence(AtomicBool);

/// Whether there is a tray icon to come back from.
pub(crate) fn is_there(app: &AppHandle) -> bool {
    app.state::<TrayPresence>().0.load(Ordering::SeqCst)
}

/// Puts up the tray icon. A desktop without a tray is no error: the windows still work.
pub(crate) fn create(app: &AppHandle) {
    // On Linux the indicator library is loaded by name, and the binding panics where it is missing.
    match catch_unwind(AssertUnwindSafe(|| build(app))) {
        Ok(Ok(())) => app.state::<TrayPresence>().0.store(true, Ordering::SeqCst),
        Ok(Err(error)) => tracing::warn!(%error, "no tray icon"),
        Err(_) => tracing::warn!("no tray icon: the indicator library is missing"),
    }
}

/// Words the icon's menu anew, in the language spoken now.
///
/// # Errors
/// The desktop refused the menu.
pub(crate) fn reword(app: &AppHandle) -> tauri::Result<()> {
    match app.tray_by_id(ID) {
        Some(tray) => tray.set_menu(Some(menu(app)?)),
        None => Ok(()),
    }
}

fn menu(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let words = words::now(app);
    let item = |id: &str, word| MenuItem::with_id(app, id, words.say(word), true, None::<&str>);
    let (log, open, quit) = (item(LOG, Word::Log)?, item(OPEN, Word::TrayOpen)?, item(QUIT, Word::Quit)?);
    Menu::with_items(app, &[&log, &open, &PredefinedMenuItem::separator(app)?, &quit])
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    TrayIconBuilder::with_id(ID)
        .icon(icon())
        .icon_as_template(cfg!(target_os = "macos"))
        .tooltip("Keepalive")
        .menu(&menu(app)?)
        // A click opens the window on Windows; the menu bar of macOS expects the menu.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(on_menu)
        .on_tray_icon_event(on_click)
        .build(app)?;
    Ok(())
}

fn icon() -> Image<'static> {
    if cfg!(target_os = "macos") {
        tauri::include_image!("../icons/tray-template.png")
    } else {
        tauri::include_image!("../icons/64x64.png")
    }
}

fn on_menu(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        LOG => capture::show(app),
        OPEN => windows::want(app, MAIN),
        QUIT => app.exit(0),
        _ => {}
    }
}

fn on_click(tray: &TrayIcon, event: TrayIconEvent) {
    let opens = matches!(
        event,
        TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
    );
    if opens && !cfg!(target_os = "macos") {
        windows::want(tray.app_handle(), MAIN);
    }
}
