//! The app under WebDriver, with a clinic of ours, as calls that wait.

use std::path::Path;

use anyhow::Context;
use keepalive_tests::{App, Home, Page};
use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Runtime};

/// The app with its pages; ended when dropped.
pub(crate) struct Driven {
    runtime: Runtime,
    app: App,
    _home: Home,
}

impl Driven {
    /// Starts the app with this database; `kept` is what its page remembers of an earlier start, as JSON by key.
    ///
    /// # Errors
    /// No driver, no display, or no window.
    pub(crate) fn start(database: &Path, kept: &[(&str, &str)]) -> anyhow::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let home = Home::empty()?;
        let database = database.to_str().context("the path of the database is no text")?;
        let app = runtime.block_on(App::start_with(&home, &["--db", database]))?;
        let driven = Self { runtime, app, _home: home };
        if !kept.is_empty() {
            let page = driven.main()?;
            for (key, value) in kept {
                driven.run(&page, &format!("localStorage.setItem({key:?}, {value:?}); return null"))?;
            }
            driven.run(&page, "location.reload(); return null")?;
        }
        Ok(driven)
    }

    /// The main window's page.
    ///
    /// # Errors
    /// It is not there.
    pub(crate) fn main(&self) -> anyhow::Result<Page> {
        Ok(self.runtime.block_on(self.app.main())?)
    }

    /// The page of quick capture.
    ///
    /// # Errors
    /// It is not there.
    pub(crate) fn capture(&self) -> anyhow::Result<Page> {
        Ok(self.runtime.block_on(self.app.capture())?)
    }

    /// Waits for what a page does.
    ///
    /// # Errors
    /// What it waited for did not come.
    pub(crate) fn wait<T>(
        &self,
        step: impl Future<Output = keepalive_tests::Outcome<T>>,
    ) -> anyhow::Result<T> {
        Ok(self.runtime.block_on(step)?)
    }

    /// Runs a script in a page.
    ///
    /// # Errors
    /// It threw.
    pub(crate) fn run(&self, page: &Page, script: &str) -> anyhow::Result<serde_json::Value> {
        self.wait(page.run(script))
    }

    /// Runs the body of an asynchronous function in a page and reads what it returns.
    ///
    /// # Errors
    /// It threw, took longer than WebDriver waits, or returned something else.
    pub(crate) fn measure<T: DeserializeOwned>(&self, page: &Page, body: &str) -> anyhow::Result<T> {
        let script = format!(
            "(async () => {{ {body} }})().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}))"
        );
        let mut answer = self.wait(page.run_async(&script))?;
        let value = answer.get_mut("value").map(serde_json::Value::take);
        let value = value.with_context(|| format!("the page's script failed: {answer}"))?;
        Ok(serde_json::from_value(value)?)
    }
}
