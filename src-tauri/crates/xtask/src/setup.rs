//! Installs what a command needs and does not find.

mod node;
mod packages;
mod tools;

pub(crate) use node::{build_pages, node_packages};
pub(crate) use packages::{Purpose, system_packages};
pub(crate) use tools::{Tool, cargo_tool};
