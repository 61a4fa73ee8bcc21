//! A display for machines that have none, and pictures of what is on it.

#[cfg(target_os = "linux")]
mod background;
#[cfg(target_os = "linux")]
mod screenshot;
#[cfg(target_os = "linux")]
mod session;

#[cfg(target_os = "linux")]
pub(crate) use background::Background;
#[cfg(target_os = "linux")]
pub(crate) use screenshot::Screenshot;
#[cfg(target_os = "linux")]
pub(crate) use session::VirtualSession;

use std::env;

/// Whether windows can be opened here.
pub(crate) fn is_there() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
