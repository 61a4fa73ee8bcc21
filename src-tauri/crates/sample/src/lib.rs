//! The sample clinic: a year and a half of believable, made-up history, deterministic per seed.
