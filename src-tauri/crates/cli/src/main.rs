//! keepalive-cli: the same library without a window.

fn main() {}
