//! run, test, bench and bindings.

fn main() {}
