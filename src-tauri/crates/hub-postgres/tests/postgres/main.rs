//! Desks that meet in a real PostgreSQL server, over TLS, and what the server must refuse.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod clinic;
mod clocks;
mod faults;
mod hub;
mod invites;
mod key_files;
mod links;
mod logins;
mod readers;
mod refusals;
mod sheets;
#[path = "../../../store/tests/common/world.rs"]
#[allow(unreachable_pub, reason = "one clock and chance for the tests of every hub")]
mod world;

use keepalive_hub_postgres::PostgresError;

/// Why it was refused, where it must be.
fn refused<T>(result: Result<T, PostgresError>) -> PostgresError {
    match result {
        Ok(_) => panic!("it was not refused"),
        Err(error) => error,
    }
}
