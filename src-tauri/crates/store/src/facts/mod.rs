//! The record reduced to facts.

use keepalive_domain::facts::Facts;
use keepalive_domain::ids::EntityId;

/// The facts with the identities behind their positions, for caches that follow single things.
#[derive(Debug, Clone, PartialEq)]
pub struct ClinicFacts {
    /// The facts.
    pub facts: Facts,
    /// Identities of `facts.systems`, by position.
    pub systems: Vec<EntityId>,
    /// Identities of `facts.people`, by position.
    pub people: Vec<EntityId>,
    /// Identities of `facts.workarounds`, by position.
    pub workarounds: Vec<EntityId>,
    /// Identities of `facts.requests`, by position.
    pub requests: Vec<EntityId>,
}
