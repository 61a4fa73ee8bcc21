//! The menu bar of macOS. Without an Edit menu its text fields know no copy and paste.
//!
//! Windows and Linux have no menu bar: there the page's own bars, palette and key sheet carry it all.

use std::collections::HashMap;
use std::sync::LazyLock;

use tauri::menu::{AboutMetadata, IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter};

use crate::capture;
use crate::windows::{self, MAIN};
use crate::words::{self, Word, Words};

/// Told to the main page with the name of the act chosen in the menu.
pub(crate) const CHOSEN_EVENT: &str = "menu-chosen";

/// The pages' one table of keys: act and keys, the one to show first.
const KEYS: &str = include_str!("../../ui/src/shortcuts/keys.json");

/// The act that goes to Today.
pub(crate) const TODAY: &str = "view.today";

/// The one act the shell does itself: quick capture is a window of its own.
const LOG: &str = "log";

/// Acts of the page's table, by menu, each with what it is called.
const FILE_ACTS: &[(&str, Word)] =
    &[(LOG, Word::Log), ("import", Word::Import), ("print", Word::Print), ("redact", Word::Redact)];
const EDIT_ACTS: &[(&str, Word)] =
    &[("search", Word::Search), ("palette", Word::Palette), ("acts", Word::Acts), ("trash", Word::Trash)];
const VIEW_ACTS: &[(&str, Word)] = &[
    (TODAY, Word::Today),
    ("view.requests", Word::Requests),
    ("view.workarounds", Word::Workarounds),
    ("view.friction", Word::Friction),
    ("view.owners", Word::Owners),
    ("view.changes", Word::Changes),
    ("view.vendor", Word::Vendor),
    ("view.reports", Word::Reports),
];
const SIZE_ACTS: &[(&str, Word)] =
    &[("larger", Word::Larger), ("smaller", Word::Smaller), ("usual_size", Word::UsualSize)];
const SETTINGS: (&str, Word) = ("settings", Word::Settings);
const KEY_SHEET: (&str, Word) = ("keys", Word::Keys);

/// Every act that stands in a menu.
fn acts() -> impl Iterator<Item = &'static (&'static str, Word)> {
    [FILE_ACTS, EDIT_ACTS, VIEW_ACTS, SIZE_ACTS, &[SETTINGS, KEY_SHEET]].into_iter().flatten()
}

/// The keys of an act as a menu takes them. A bare key is none: it would be taken from every text field. The sign that
/// joins keys cannot be one in a menu; the key it stands on can.
fn keys_of(act: &str) -> Option<String> {
    static TABLE: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
        serde_json::from_str(KEYS).unwrap_or_else(|error| {
            tracing::error!(%error, "the table of keys cannot be read");
            HashMap::new()
        })
    });
    let keys = TABLE.get(act)?.iter().find(|keys| keys.starts_with("Mod+") && !keys.ends_with("++"))?;
    Some(keys.replacen("Mod", "CmdOrCtrl", 1))
}

/// One menu in the making.
struct Making<'a> {
    app: &'a AppHandle,
    words: &'static Words,
}

impl Making<'_> {
    fn menu(&self, title: Word, items: &[&dyn IsMenuItem<tauri::Wry>]) -> tauri::Result<Submenu<tauri::Wry>> {
        Submenu::with_items(self.app, self.words.say(title), true, items)
    }

    fn act(&self, (act, word): (&str, Word)) -> tauri::Result<MenuItem<tauri::Wry>> {
        MenuItem::with_id(self.app, act, self.words.say(word), true, keys_of(act))
    }

    fn acts(&self, acts: &[(&str, Word)]) -> tauri::Result<Vec<MenuItem<tauri::Wry>>> {
        acts.iter().map(|act| self.act(*act)).collect()
    }

    fn line(&self) -> tauri::Result<PredefinedMenuItem<tauri::Wry>> {
        PredefinedMenuItem::separator(self.app)
    }

    fn say(&self, word: Word) -> Option<&'static str> {
        Some(self.words.say(word))
    }
}

/// Builds the menu bar.
///
/// # Errors
/// The system refused an item.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let making = Making { app, words: words::now(app) };
    Menu::with_items(
        app,
        &[
            &keepalive(&making)?,
            &file(&making)?,
            &edit(&making)?,
            &view(&making)?,
            &window(&making)?,
            &making.menu(Word::Help, &[&making.act(KEY_SHEET)?])?,
        ],
    )
}

fn keepalive(making: &Making<'_>) -> tauri::Result<Submenu<tauri::Wry>> {
    let app = making.app;
    let about = AboutMetadata {
        name: Some("Keepalive".to_owned()),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        license: Some(env!("CARGO_PKG_LICENSE").to_owned()),
        ..AboutMetadata::default()
    };
    Submenu::with_items(
        app,
        "Keepalive",
        true,
        &[
            &PredefinedMenuItem::about(app, making.say(Word::About), Some(about))?,
            &making.line()?,
            &making.act(SETTINGS)?,
            &making.line()?,
            &PredefinedMenuItem::services(app, making.say(Word::Services))?,
            &making.line()?,
            &PredefinedMenuItem::hide(app, making.say(Word::Hide))?,
            &PredefinedMenuItem::hide_others(app, making.say(Word::HideOthers))?,
            &PredefinedMenuItem::show_all(app, making.say(Word::ShowAll))?,
            &making.line()?,
            &PredefinedMenuItem::quit(app, making.say(Word::Quit))?,
        ],
    )
}

fn file(making: &Making<'_>) -> tauri::Result<Submenu<tauri::Wry>> {
    let menu = making.menu(Word::File, &[])?;
    append(&menu, &making.acts(FILE_ACTS)?)?;
    menu.append(&making.line()?)?;
    menu.append(&PredefinedMenuItem::close_window(making.app, making.say(Word::Close))?)?;
    Ok(menu)
}

fn edit(making: &Making<'_>) -> tauri::Result<Submenu<tauri::Wry>> {
    let app = making.app;
    let menu = making.menu(
        Word::Edit,
        &[
            &PredefinedMenuItem::undo(app, making.say(Word::Undo))?,
            &PredefinedMenuItem::redo(app, making.say(Word::Redo))?,
            &making.line()?,
            &PredefinedMenuItem::cut(app, making.say(Word::Cut))?,
            &PredefinedMenuItem::copy(app, making.say(Word::Copy))?,
            &PredefinedMenuItem::paste(app, making.say(Word::Paste))?,
            &PredefinedMenuItem::select_all(app, making.say(Word::SelectAll))?,
            &making.line()?,
        ],
    )?;
    append(&menu, &making.acts(EDIT_ACTS)?)?;
    Ok(menu)
}

fn view(making: &Making<'_>) -> tauri::Result<Submenu<tauri::Wry>> {
    let menu = making.menu(Word::View, &[])?;
    append(&menu, &making.acts(VIEW_ACTS)?)?;
    menu.append(&making.line()?)?;
    append(&menu, &making.acts(SIZE_ACTS)?)?;
    Ok(menu)
}

fn window(making: &Making<'_>) -> tauri::Result<Submenu<tauri::Wry>> {
    let app = making.app;
    making.menu(
        Word::Window,
        &[
            &PredefinedMenuItem::minimize(app, making.say(Word::Minimize))?,
            &PredefinedMenuItem::maximize(app, making.say(Word::Zoom))?,
            &PredefinedMenuItem::fullscreen(app, making.say(Word::FullScreen))?,
        ],
    )
}

fn append(menu: &Submenu<tauri::Wry>, items: &[MenuItem<tauri::Wry>]) -> tauri::Result<()> {
    items.iter().try_for_each(|item| menu.append(item))
}

/// Does what was chosen, or passes it to the main page.
pub(crate) fn on_event(app: &AppHandle, event: &MenuEvent) {
    let id = event.id().as_ref();
    if id == LOG {
        capture::show(app);
    } else if acts().any(|(act, _)| *act == id) {
        perform(app, id);
    }
}

/// Brings the main window to the front and has its page do an act.
pub(crate) fn perform(app: &AppHandle, act: &str) {
    windows::want(app, MAIN);
    if let Err(error) = app.emit_to(MAIN, CHOSEN_EVENT, act) {
        tracing::error!(%error, act, "menu choice not passed on");
    }
}

#[cfg(test)]
mod tests {
    use tauri_plugin_global_shortcut::Shortcut;

    use super::*;

    fn table() -> HashMap<String, Vec<String>> {
        serde_json::from_str(KEYS).unwrap()
    }

    #[test]
    fn every_act_in_a_menu_is_one_of_the_table() {
        let table = table();
        for (act, _) in acts() {
            assert!(table.contains_key(*act), "{act} is in no row of keys.json");
        }
    }

    #[test]
    fn a_menu_shows_the_keys_of_the_table() {
        assert_eq!(keys_of("palette").as_deref(), Some("CmdOrCtrl+K"));
        assert_eq!(keys_of("print").as_deref(), Some("CmdOrCtrl+P"));
        assert_eq!(keys_of("settings").as_deref(), Some("CmdOrCtrl+,"));
        // Two keys: the bare key is left to the page.
        assert_eq!(keys_of("search").as_deref(), Some("CmdOrCtrl+F"));
        assert_eq!(keys_of("larger").as_deref(), Some("CmdOrCtrl+="));
        assert_eq!(keys_of("smaller").as_deref(), Some("CmdOrCtrl+-"));
        assert_eq!(keys_of("keys"), None, "a bare ? is typed into text");
    }

    #[test]
    fn every_key_with_mod_that_works_anywhere_stands_in_a_menu() {
        // Taking back and doing again stand there as the system's own items, which text fields need.
        let the_systems = ["undo", "redo"];
        let in_menus: Vec<&str> = acts().map(|(act, _)| *act).collect();
        for (act, keys) in table() {
            let anywhere = !act.contains('.') || act.starts_with("view.");
            if anywhere && keys.iter().any(|keys| keys.starts_with("Mod+")) {
                assert!(
                    in_menus.contains(&act.as_str()) || the_systems.contains(&act.as_str()),
                    "{act} is in no menu"
                );
            }
        }
    }

    #[test]
    fn every_key_in_a_menu_can_be_read() {
        for keys in acts().filter_map(|(act, _)| keys_of(act)) {
            assert!(keys.parse::<Shortcut>().is_ok(), "{keys}");
        }
    }
}
