//! One quiet notification a day for what is due, where somebody asked for it. It counts and never quotes.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use keepalive_api::types::Due;
use tauri::{AppHandle, Manager};

use crate::host::Host;
#[cfg(not(target_os = "macos"))]
use crate::menu;
use crate::words::{self, Counted, Word, Words};

/// How often the clock is looked at; nobody waits for this to the minute.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Looks at the clock for as long as the program runs. When to tell and what is due is the api's to say.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    let host = Arc::clone(&app.state::<Arc<Host>>());
    let looks = move || {
        loop {
            std::thread::sleep(LOOK_EVERY);
            match host.opened().map(|clinic| clinic.take_reminder()) {
                Some(Ok(Some(due))) => tell(&app, due),
                Some(Ok(None)) | None => {}
                Some(Err(error)) => tracing::warn!(code = ?error.code, "what is due could not be told"),
            }
        }
    };
    if let Err(error) = std::thread::Builder::new().name("keepalive-remind".to_owned()).spawn(looks) {
        tracing::error!(%error, "what is due will not be told");
    }
}

fn tell(app: &AppHandle, due: Due) {
    let words = words::now(app);
    match show(app, words.say(Word::DueTitle), &counted(words, due)) {
        Ok(()) => tracing::info!("what is due was told"),
        Err(error) => tracing::warn!(%error, "the desktop takes no notification"),
    }
}

/// "3 promises and 2 reviews", or the one of them there is.
fn counted(words: &Words, due: Due) -> String {
    let promises = words.count(Counted::Promises, due.promises);
    let reviews = words.count(Counted::Reviews, due.reviews);
    match (due.promises, due.reviews) {
        (_, 0) => promises,
        (0, _) => reviews,
        _ => words.say(Word::DueBoth).replace("{promises}", &promises).replace("{reviews}", &reviews),
    }
}

#[cfg(target_os = "linux")]
fn show(app: &AppHandle, title: &str, body: &str) -> Result<(), Box<dyn Error>> {
    let pressed = "default";
    let shown = notify_rust::Notification::new()
        .appname("Keepalive")
        .icon("keepalive")
        .summary(title)
        .body(body)
        .urgency(notify_rust::Urgency::Low)
        .action(pressed, words::now(app).say(Word::TrayOpen))
        .show()?;
    let app = app.clone();
    // Waits until it is pressed or gone.
    std::thread::spawn(move || {
        shown.wait_for_action(|action| {
            if action == pressed {
                menu::perform(&app, menu::TODAY);
            }
        });
    });
    Ok(())
}

/// A click brings the program to the front, as the system does for every notification; its window is where it
/// was left, and Today where nothing was open.
#[cfg(target_os = "macos")]
fn show(app: &AppHandle, title: &str, body: &str) -> Result<(), Box<dyn Error>> {
    if let Err(error) = notify_rust::set_application(&app.config().identifier) {
        // Set once for as long as the program runs; later days find it set.
        tracing::debug!(%error, "the notification's program is set already");
    }
    notify_rust::Notification::new().summary(title).body(body).show()?;
    Ok(())
}

#[cfg(target_os = "windows")]
fn show(app: &AppHandle, title: &str, body: &str) -> Result<(), Box<dyn Error>> {
    let pressed = app.clone();
    tauri_winrt_notification::Toast::new(&app.config().identifier)
        .title(title)
        .text1(body)
        .sound(None)
        .on_activated(move |_| {
            menu::perform(&pressed, menu::TODAY);
            Ok(())
        })
        .show()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn said(language: Language, promises: usize, reviews: usize) -> String {
        counted(Words::of(language), Due { promises, reviews })
    }

    #[test]
    fn a_notification_counts_in_words() {
        assert_eq!(said(Language::English, 3, 2), "3 promises and 2 reviews");
        assert_eq!(said(Language::English, 1, 1), "1 promise and 1 review");
        assert_eq!(said(Language::English, 2, 0), "2 promises");
        assert_eq!(said(Language::English, 0, 1), "1 review");
        assert_eq!(said(Language::Spanish, 1, 2), "1 promesa y 2 revisiones");
    }
}
