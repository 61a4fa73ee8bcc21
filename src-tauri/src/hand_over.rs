//! A second start on Linux hands its arguments over before it opens the window system.
//!
//! `tauri-plugin-single-instance` does the same, but only once the event loop stands: it ends the process then, and
//! `exit` unloads Xlib while the event loop's own thread still asks it for the input devices. Seen as a crash of one
//! second start in 250 on a busy machine. Windows and macOS have no such thread; there the plugin is all there is.

use std::env;

use zbus::blocking::{Connection, fdo::DBusProxy};
use zbus::names::BusName;

/// Where the plugin of the first start listens: its name, its object and its interface.
const OBJECT: &str = "/app/keepalive/desktop/SingleInstance";
const NAME: &str = "app.keepalive.desktop.SingleInstance";
const INTERFACE: &str = "org.SingleInstance.DBus";

/// Whether a first start runs and took this one's arguments. `false` also where there is no session bus, or it does not
/// answer: then the start goes on, and the plugin has the last word.
pub(crate) fn to_the_first_start() -> bool {
    match try_to() {
        Ok(taken) => taken,
        Err(error) => {
            tracing::debug!(%error, "no first start could be asked");
            false
        }
    }
}

fn try_to() -> zbus::Result<bool> {
    let bus = Connection::session()?;
    if !DBusProxy::new(&bus)?.name_has_owner(BusName::try_from(NAME)?)? {
        return Ok(false);
    }
    let argv: Vec<String> = env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let here = env::current_dir().unwrap_or_default();
    bus.call_method(
        Some(NAME),
        OBJECT,
        Some(INTERFACE),
        "ExecuteCallback",
        &(argv, here.to_string_lossy().as_ref()),
    )?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_the_plugin_makes_of_the_identifier() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../tauri.conf.json")).expect("it is JSON");
        let identifier = config["identifier"].as_str().expect("it is named");
        assert_eq!(NAME, format!("{identifier}.SingleInstance"));
        assert_eq!(OBJECT, format!("/{}", NAME.replace('.', "/").replace('-', "_")));
    }
}
