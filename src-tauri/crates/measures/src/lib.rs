//! The figures of the domain: pure functions over facts.
