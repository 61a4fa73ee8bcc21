//! Days, instants, clinic zones, go-live months and weeks, and business hours (DOMAIN §4).
