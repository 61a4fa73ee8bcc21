//! The real app under WebDriver: started, driven, ended.

use std::ffi::OsString;
use std::fmt::Display;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::processor::ticks_of;
use crate::{Home, Outcome, Page};

/// The program to drive; `cargo xtask test` sets it.
const APP_VARIABLE: &str = "KEEPALIVE_APP";
/// A cold start on a loaded machine; beyond this the driver is not coming.
const START_LIMIT: Duration = Duration::from_secs(30);
/// A program that was asked to end and has not by then is killed.
#[cfg(unix)]
const END_LIMIT: Duration = Duration::from_secs(5);
const START_POLL: Duration = Duration::from_millis(50);

/// Where the capture window's page lies.
const CAPTURE_PATH: &str = "/capture.html";
/// The path of `about:blank`.
const BLANK_PATH: &str = "blank";

/// What a step of a story waited for, and what came instead.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// `wanted` did not come because of `reason`.
    pub fn new(wanted: &str, reason: &dyn Display) -> Self {
        Self(format!("{wanted}: {reason}"))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// The app with its windows, ended when dropped.
#[derive(Debug)]
pub struct App {
    client: Client,
    driver: Driver,
}

impl App {
    /// Starts the app in this home.
    ///
    /// # Errors
    /// `KEEPALIVE_APP` names no program, `tauri-driver` is not installed, or no window came.
    pub async fn start(home: &Home) -> Outcome<Self> {
        Self::start_with(home, &[]).await
    }

    /// As [`App::start`], with arguments of the command line.
    ///
    /// # Errors
    /// As [`App::start`].
    pub async fn start_with(home: &Home, arguments: &[&str]) -> Outcome<Self> {
        let driver = Driver::start(home)?;
        let client = driver.connect(program()?, arguments).await?;
        Ok(Self { client, driver })
    }

    /// Starts the program once more, as a click on its icon does, and waits until that start has ended.
    ///
    /// # Errors
    /// It could not be started, or it did not end well.
    pub async fn start_again(home: &Home, arguments: &[&str]) -> Outcome<()> {
        let failed = |reason: &dyn Display| Failure::new("the second start", reason);
        let mut second = Command::new(program()?)
            .args(arguments)
            .envs(home.environment())
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| failed(&error))?;
        let started = Instant::now();
        loop {
            match second.try_wait().map_err(|error| failed(&error))? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(failed(&status)),
                None if started.elapsed() > START_LIMIT => {
                    let _ = second.kill();
                    return Err(failed(&"it stays beside the first"));
                }
                None => tokio::time::sleep(START_POLL).await,
            }
        }
    }

    /// The main window's page.
    ///
    /// # Errors
    /// It is not there.
    pub async fn main(&self) -> Outcome<Page> {
        // A window that is just being made has a blank page.
        self.page_where("the main window", |path| path != CAPTURE_PATH && path != BLANK_PATH).await
    }

    /// The page of quick capture, shown or hidden. It comes up after the window that was asked for.
    ///
    /// # Errors
    /// It does not come.
    pub async fn capture(&self) -> Outcome<Page> {
        let by = Instant::now() + START_LIMIT;
        loop {
            match self.page_where("quick capture", |path| path == CAPTURE_PATH).await {
                Err(_) if Instant::now() < by => tokio::time::sleep(START_POLL).await,
                found => return found,
            }
        }
    }

    /// WebDriver tells the windows in no order.
    async fn page_where(&self, what: &str, is_it: impl Fn(&str) -> bool) -> Outcome<Page> {
        let failed = |error| Failure::new(what, &error);
        for window in self.client.windows().await.map_err(failed)? {
            self.client.switch_to_window(window.clone()).await.map_err(failed)?;
            if is_it(self.client.current_url().await.map_err(failed)?.path()) {
                return Ok(Page::new(self.client.clone(), window));
            }
        }
        Err(Failure::new(what, &"no such window"))
    }

    /// What the app and its driver, which rests between two orders, have had of the processor: in ticks of 10 ms.
    #[must_use]
    pub fn ticks(&self) -> u64 {
        ticks_of(self.driver.process.id())
    }

    /// Ends the app as closing the session does.
    ///
    /// # Errors
    /// The driver did not take the order.
    pub async fn quit(self) -> Outcome<()> {
        let closed = self.client.close().await.map_err(|error| Failure::new("quitting", &error));
        drop(self.driver);
        closed
    }
}

pub(crate) fn program() -> Outcome<OsString> {
    std::env::var_os(APP_VARIABLE)
        .ok_or_else(|| Failure::new("the app", &format!("{APP_VARIABLE} is not set")))
}

/// `tauri-driver`, which starts the engine's own driver, which starts the app.
#[derive(Debug)]
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    fn start(home: &Home) -> Outcome<Self> {
        let (port, native_port) = (free_port()?, free_port()?);
        let mut command = Command::new("tauri-driver");
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let process = command
            .args(["--port", &port.to_string(), "--native-port", &native_port.to_string()])
            .envs(home.environment())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new("tauri-driver", &error))?;
        Ok(Self { process, port })
    }

    async fn connect(&self, program: OsString, arguments: &[&str]) -> Outcome<Client> {
        let address = format!("http://127.0.0.1:{}", self.port);
        let options = json!({ "application": program.to_string_lossy(), "args": arguments });
        let capabilities = Capabilities::from_iter([("tauri:options".to_owned(), options)]);
        let started = Instant::now();
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match builder.connect(&address).await {
                Ok(client) => return Ok(client),
                Err(error) if started.elapsed() > START_LIMIT => {
                    return Err(Failure::new("the app's window", &error));
                }
                // The driver is not listening yet.
                Err(_) => tokio::time::sleep(START_POLL).await,
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to end.
        if end(&mut self.process).is_ok() {
            let _ = self.process.wait();
        }
    }
}

/// Ends the driver, the engine's driver and the app, which are one group, and waits until all are gone: an
/// app on its way out would be the one a later test's start is handed to.
#[cfg(unix)]
fn end(process: &mut Child) -> std::io::Result<()> {
    let group = format!("-{}", process.id());
    let signal = |name: &str| {
        Command::new("kill")
            .args([name, "--", &group])
            .stderr(Stdio::null())
            .status()
            .map(|sent| sent.success())
    };
    signal("-TERM")?;
    let started = Instant::now();
    while started.elapsed() < END_LIMIT {
        // The driver itself counts as there until it is waited for.
        process.try_wait()?;
        if !signal("-0")? {
            return Ok(());
        }
        std::thread::sleep(START_POLL);
    }
    signal("-KILL").map(drop)
}

#[cfg(not(unix))]
fn end(process: &mut Child) -> std::io::Result<()> {
    process.kill()
}

fn free_port() -> Outcome<u16> {
    let listener =
        TcpListener::bind(("127.0.0.1", 0)).map_err(|error| Failure::new("a free port", &error))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| Failure::new("a free port", &error))
}
