//! What the tests in the real window share: a home of one's own, the driven app, its pages, the keyboard.
//!
//! Everything answers an error instead of panicking, so that a test says what it waited for.

mod bare;
#[cfg(target_os = "linux")]
mod computer;
mod driver;
mod home;
mod keyboard;
mod page;
#[cfg(target_os = "linux")]
mod picture;
mod processor;
#[cfg(target_os = "linux")]
mod screen_reader;
mod sockets;

pub use bare::Bare;
#[cfg(target_os = "linux")]
pub use computer::Computer;
pub use driver::{App, Failure};
pub use home::Home;
pub use keyboard::{Keyboard, window_in_focus};
pub use page::Page;
#[cfg(target_os = "linux")]
pub use picture::Picture;
#[cfg(target_os = "linux")]
pub use screen_reader::{Met, Role, ScreenReader};
pub use sockets::{Seen, SocketWatch};

/// What a step of a story answers.
pub type Outcome<T> = Result<T, Failure>;
