//! The close box of a window: what a window manager sends when somebody clicks it.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window};
use x11rb::rust_connection::RustConnection;

use crate::{Failure, Outcome};

/// The most bytes of a title that are read.
const LONGEST_TITLE: u32 = 256;

/// Clicks the close box of the window that is seen under this title.
///
/// # Errors
/// No window of that title is seen, or there is no X server.
pub fn close_window(title: &str) -> Outcome<()> {
    let failed = |reason: &dyn std::fmt::Display| Failure::new(&format!("closing {title:?}"), reason);
    let closed = ask_to_close(title).map_err(|error| failed(&error))?;
    if closed { Ok(()) } else { Err(failed(&"no such window is seen")) }
}

fn ask_to_close(title: &str) -> Result<bool, Box<dyn std::error::Error>> {
    let (x, screen) = x11rb::connect(None)?;
    let root = x.setup().roots.get(screen).ok_or("there is no screen")?.root;
    let protocols = x.intern_atom(false, b"WM_PROTOCOLS")?.reply()?.atom;
    let delete = x.intern_atom(false, b"WM_DELETE_WINDOW")?.reply()?.atom;
    for window in x.query_tree(root)?.reply()?.children {
        if is_seen_as(&x, window, title)? {
            let now = x11rb::CURRENT_TIME;
            let asks = ClientMessageEvent::new(32, window, protocols, [delete, now, 0, 0, 0]);
            x.send_event(false, window, EventMask::NO_EVENT, asks)?.check()?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_seen_as(x: &RustConnection, window: Window, title: &str) -> Result<bool, Box<dyn std::error::Error>> {
    let name = x.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, LONGEST_TITLE)?.reply()?;
    let is_seen = x.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE;
    Ok(is_seen && name.value == title.as_bytes())
}
