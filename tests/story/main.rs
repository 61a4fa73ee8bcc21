//! Stories in the real window. Run by `cargo xtask test --only story`.

mod border;
// AT-SPI is how Linux does it.
#[cfg(target_os = "linux")]
mod heard;
mod main_job;
mod quiet;
mod reload;
mod starts;
// The processes of the pages are WebKitGTK's.
#[cfg(target_os = "linux")]
mod ended;
// Each desk has a display and a session bus of its own.
#[cfg(target_os = "linux")]
mod two_desks;
