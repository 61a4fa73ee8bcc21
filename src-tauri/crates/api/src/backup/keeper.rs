//! The thread that keeps backups while the app is open.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::App;

/// How often the keeper looks whether something is due.
const ROUND: Duration = Duration::from_secs(60);

/// Keeps an app's backups until it is dropped. It holds the app only while it works.
pub struct Keeper {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread. Without one the app works as well, only without automatic copies; the log then says so.
    #[must_use]
    pub fn start(app: &Arc<App>) -> Self {
        let (stop, stopped) = channel();
        let app: Weak<App> = Arc::downgrade(app);
        let thread = std::thread::Builder::new().name("keepalive-keeper".to_owned()).spawn(move || {
            while stopped.recv_timeout(ROUND) == Err(RecvTimeoutError::Timeout) {
                let Some(app) = app.upgrade() else { return };
                app.keep_backups();
                app.current().store.keep_reserve();
            }
        });
        let thread = thread.inspect_err(|error| tracing::error!(%error, "no thread to keep backups")).ok();
        Self { stop: Some(stop), thread }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the keeper of backups ended in a panic");
        }
    }
}
