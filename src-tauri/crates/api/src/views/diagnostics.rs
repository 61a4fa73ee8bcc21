//! Versions and sizes, for somebody who helps.

use crate::types::{Diagnostics, Nothing};
use crate::{ApiResult, App};

impl App {
    /// Versions and sizes. Nothing in it was written by people: no name, no title, no path.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn diagnostics(&self, _input: Nothing) -> ApiResult<Diagnostics> {
        let open = self.current();
        Ok(Diagnostics {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sqlite: keepalive_store::sqlite_version().to_owned(),
            os: std::env::consts::OS.to_owned(),
            arch: std::env::consts::ARCH.to_owned(),
            database_bytes: std::fs::metadata(open.store.path()).ok().map(|file| file.len()),
            ops: open.store.ops()?,
            sample: open.sample,
            backed_up_at: crate::backup::newest_ms(open.store.path()),
        })
    }
}
