//! Stories in the real window. Run by `cargo xtask test --only story`.

mod border;
mod main_job;
mod quiet;
mod reload;
mod starts;
