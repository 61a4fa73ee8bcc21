//! Desks that meet in a real PostgreSQL server, over TLS, and what the server must refuse.
//!
//! Debian's package is enough (`cargo xtask test` installs it). On Linux these tests fail where it is missing; on
//! Windows and macOS, where nobody is asked to install a server, they say that they did not run.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod clinic;
mod faults;
mod hub;
mod logins;
mod refusals;
mod server;
