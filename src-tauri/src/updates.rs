//! New versions of the program: looked for when somebody presses the button, never by itself, and only in builds
//! made with the feature `updates`. All others speak to nobody but a database that a clinic chose to share over.
//!
//! A build that has it asks the address and trusts the key in its configuration (`plugins.updater`), which the
//! release workflow writes. IT switches it off for a computer with the variable `KEEPALIVE_NO_UPDATES`.

use serde::Serialize;

#[cfg(feature = "updates")]
pub(crate) use looked_for::{Plugged, install, look, offered};
#[cfg(not(feature = "updates"))]
pub(crate) use never::{Plugged, install, look, offered};

/// How new versions stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Updates {
    /// Whether this program can look for one, on this computer.
    pub offered: bool,
    /// The newer version that is there, where one was looked for and found.
    pub newer: Option<String>,
    /// Whether it could not be looked for, or not be put in place; the program is then as it was.
    pub failed: bool,
}

#[cfg(not(feature = "updates"))]
mod never {
    use tauri::{AppHandle, Builder, Wry};

    use super::Updates;

    /// Adds nothing.
    pub(crate) trait Plugged {
        fn with_updates(self) -> Self;
    }

    impl Plugged for Builder<Wry> {
        fn with_updates(self) -> Self {
            self
        }
    }

    pub(crate) fn offered() -> Updates {
        Updates::default()
    }

    pub(crate) async fn look(_: &AppHandle) -> Updates {
        Updates::default()
    }

    pub(crate) async fn install(_: &AppHandle) -> Updates {
        Updates::default()
    }
}

#[cfg(feature = "updates")]
mod looked_for {
    use std::time::Duration;

    use tauri::{AppHandle, Builder, Wry};
    use tauri_plugin_updater::{Update, UpdaterExt};

    use super::Updates;

    /// Set to anything, nothing is looked for: versions come the way IT hands them out.
    const OFF: &str = "KEEPALIVE_NO_UPDATES";
    /// Somebody waits for the answer.
    const LOOK_LIMIT: Duration = Duration::from_secs(15);

    /// Adds what looks for new versions.
    pub(crate) trait Plugged {
        fn with_updates(self) -> Self;
    }

    impl Plugged for Builder<Wry> {
        fn with_updates(self) -> Self {
            if is_on() { self.plugin(tauri_plugin_updater::Builder::new().build()) } else { self }
        }
    }

    fn is_on() -> bool {
        std::env::var_os(OFF).is_none()
    }

    pub(crate) fn offered() -> Updates {
        Updates { offered: is_on(), ..Updates::default() }
    }

    /// Asks once whether there is a newer version.
    pub(crate) async fn look(app: &AppHandle) -> Updates {
        match newer(app).await {
            Ok(found) => Updates { newer: found.map(|update| update.version), ..offered() },
            Err(error) => {
                tracing::warn!(%error, "a new version could not be looked for");
                Updates { failed: true, ..offered() }
            }
        }
    }

    /// Fetches the newer version, checks its signature, puts it in place and starts it. Answers only where there is
    /// none or that failed: everything saved is on the disk at any time, so the program may end here.
    pub(crate) async fn install(app: &AppHandle) -> Updates {
        let installed = async {
            let Some(update) = newer(app).await? else { return Ok(false) };
            tracing::info!(version = update.version, "a new version is fetched");
            update.download_and_install(|_, _| {}, || {}).await?;
            Ok::<_, tauri_plugin_updater::Error>(true)
        };
        match installed.await {
            Ok(true) => app.restart(),
            Ok(false) => offered(),
            Err(error) => {
                tracing::warn!(%error, "a new version could not be put in place");
                Updates { failed: true, ..offered() }
            }
        }
    }

    async fn newer(app: &AppHandle) -> tauri_plugin_updater::Result<Option<Update>> {
        if !is_on() {
            return Ok(None);
        }
        app.updater_builder().timeout(LOOK_LIMIT).build()?.check().await
    }
}
