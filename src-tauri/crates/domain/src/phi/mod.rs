//! The PHI guard: finds patient identifiers in free text (DOMAIN §6).
