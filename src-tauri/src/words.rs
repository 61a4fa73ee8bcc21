//! The words of menus, tray and file dialogs: those of the pages' own catalogue, in the language the pages speak.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value as Json;
use tauri::{AppHandle, Manager};

use crate::windows::CAPTURE;
use crate::{menu, tray};

/// A language the catalogue speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Spanish,
}

impl Language {
    /// The language of a tag such as `es`; English for one the catalogue does not speak.
    pub(crate) fn of_tag(tag: &str) -> Self {
        if tag == "es" { Self::Spanish } else { Self::English }
    }
}

/// The language the pages speak; English until the first of them has said.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    spanish: AtomicBool,
}

/// Words of one language, by the names of the catalogue.
#[derive(Debug)]
pub(crate) struct Words(HashMap<String, Json>);

/// Things the shell counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Promises of the vendor.
    Promises,
    /// Things to be looked at again.
    Reviews,
}

impl Counted {
    fn name(self) -> &'static str {
        match self {
            Self::Promises => "native_due_promises",
            Self::Reviews => "native_due_reviews",
        }
    }
}

macro_rules! words {
    ($($word:ident = $name:literal,)*) => {
        /// A word the shell says itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Word { $($word,)* }

        impl Word {
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$word,)*];

            fn name(self) -> &'static str {
                match self { $(Self::$word => $name,)* }
            }
        }
    };
}

words! {
    About = "native_about",
    Services = "native_services",
    Hide = "native_hide",
    HideOthers = "native_hide_others",
    ShowAll = "native_show_all",
    Quit = "native_quit",
    File = "native_file",
    Close = "native_close",
    Edit = "native_edit",
    Undo = "native_undo",
    Redo = "native_redo",
    Cut = "native_cut",
    Copy = "native_copy",
    Paste = "native_paste",
    SelectAll = "native_select_all",
    View = "native_view",
    Window = "native_window",
    Minimize = "native_minimize",
    Zoom = "native_zoom",
    FullScreen = "native_full_screen",
    Help = "native_help",
    TrayOpen = "native_tray_open",
    CaptureWindow = "native_capture_window",
    SaveChart = "native_save_chart",
    SaveList = "native_save_list",
    SaveReport = "native_save_report",
    SaveTables = "native_save_tables",
    SaveArchive = "native_save_archive",
    ImportFile = "native_import_file",
    ImportFolder = "native_import_folder",
    BackupPlace = "native_backup_place",
    SharedFolder = "native_shared_folder",
    AccessFile = "native_access_file",
    SaveEntries = "native_save_entries",
    BringEntries = "native_bring_entries",
    BackupFile = "native_backup_file",
    PageStoppedTitle = "native_page_stopped_title",
    PageStopped = "native_page_stopped",
    DueTitle = "native_due_title",
    DueBoth = "native_due_both",
    // Acts, called in the menus as in the palette.
    Log = "keys_log",
    Palette = "keys_palette",
    Search = "keys_search",
    Acts = "keys_acts",
    Trash = "keys_trash",
    Settings = "view_settings",
    Import = "import_open",
    Print = "keys_print",
    Redact = "redact_open",
    Keys = "keys_help",
    Larger = "keys_larger",
    Smaller = "keys_smaller",
    UsualSize = "keys_usual_size",
    Today = "view_today",
    Requests = "view_requests",
    Workarounds = "view_workarounds",
    Friction = "view_friction",
    Owners = "view_owners",
    Changes = "view_changes",
    Vendor = "view_vendor",
    Reports = "view_reports",
}

/// The catalogue's files that hold a word of ours.
macro_rules! catalogue {
    ($language:literal) => {
        [
            include_str!(concat!("../../ui/src/messages/", $language, "/acts.json")),
            include_str!(concat!("../../ui/src/messages/", $language, "/change.json")),
            include_str!(concat!("../../ui/src/messages/", $language, "/frame.json")),
            include_str!(concat!("../../ui/src/messages/", $language, "/import.json")),
            include_str!(concat!("../../ui/src/messages/", $language, "/native.json")),
            include_str!(concat!("../../ui/src/messages/", $language, "/redact.json")),
            include_str!(concat!("../../ui/src/messages/", $language, "/report.json")),
            include_str!(concat!("../../ui/src/messages/", $language, "/vendor.json")),
        ]
    };
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(&catalogue!("en")));
static SPANISH: LazyLock<Words> = LazyLock::new(|| Words::read(&catalogue!("es")));

impl Words {
    /// The words of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        }
    }

    fn read(files: &[&str]) -> Self {
        let mut words = HashMap::new();
        for file in files {
            match serde_json::from_str::<HashMap<String, Json>>(file) {
                Ok(messages) => words.extend(messages),
                Err(error) => tracing::error!(%error, "a file of the catalogue cannot be read"),
            }
        }
        Self(words)
    }

    /// A word. One the catalogue lacks is called by its name there; a test holds that none is.
    pub(crate) fn say(&self, word: Word) -> &str {
        self.0.get(word.name()).and_then(Json::as_str).unwrap_or(word.name())
    }

    /// So many of these, in the form of the catalogue for one or for others; both our languages have these two.
    pub(crate) fn count(&self, counted: Counted, count: usize) -> String {
        let form = if count == 1 { "n=one" } else { "n=other" };
        let text = self.0.get(counted.name()).and_then(|message| message[0]["match"][form].as_str());
        text.unwrap_or(counted.name()).replace("{count}", &count.to_string())
    }
}

/// The words of the language spoken now.
pub(crate) fn now(app: &AppHandle) -> &'static Words {
    let spanish = app.state::<Spoken>().spanish.load(Ordering::SeqCst);
    Words::of(if spanish { Language::Spanish } else { Language::English })
}

/// Speaks a page's language from now on: what is up already is worded anew.
pub(crate) fn speak(app: &AppHandle, language: Language) {
    let spanish = language == Language::Spanish;
    if app.state::<Spoken>().spanish.swap(spanish, Ordering::SeqCst) == spanish {
        return;
    }
    let speaking = app.clone();
    // Menus belong to the main thread.
    let asked = app.run_on_main_thread(move || {
        if let Err(error) = reword(&speaking) {
            tracing::error!(%error, "menus still speak the other language");
        }
    });
    if let Err(error) = asked {
        tracing::error!(%error, "menus still speak the other language");
    }
}

fn reword(app: &AppHandle) -> tauri::Result<()> {
    if cfg!(target_os = "macos") {
        app.set_menu(menu::build(app)?)?;
    }
    tray::reword(app)?;
    match app.get_webview_window(CAPTURE) {
        Some(window) => window.set_title(now(app).say(Word::CaptureWindow)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_the_catalogue_in_both_languages() {
        for language in [Language::English, Language::Spanish] {
            for word in Word::ALL {
                let said = Words::of(language).say(*word);
                assert!(!said.trim().is_empty() && said != word.name(), "{language:?} lacks {word:?}");
                let filled = *word == Word::DueBoth;
                assert!(filled || !said.contains('{'), "{word:?} waits for something to fill in: {said}");
            }
            for counted in [Counted::Promises, Counted::Reviews] {
                for count in [1, 2] {
                    let said = Words::of(language).count(counted, count);
                    assert!(said.starts_with(&format!("{count} ")), "{language:?} lacks {counted:?}: {said}");
                }
            }
            let both = Words::of(language).say(Word::DueBoth);
            assert!(both.contains("{promises}") && both.contains("{reviews}"), "{both}");
        }
    }

    #[test]
    fn a_language_nobody_translated_is_english() {
        assert_eq!(Language::of_tag("es"), Language::Spanish);
        assert_eq!(Language::of_tag("fr"), Language::English);
        assert_eq!(Language::of_tag(""), Language::English);
    }

    #[test]
    fn the_two_languages_differ() {
        let said = |language| Words::of(language).say(Word::Quit);
        assert_eq!(said(Language::English), "Quit Keepalive");
        assert_eq!(said(Language::Spanish), "Salir de Keepalive");
    }
}
