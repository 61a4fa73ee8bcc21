//! Any CSV of requests, workarounds or occurrences, read through a mapping.
