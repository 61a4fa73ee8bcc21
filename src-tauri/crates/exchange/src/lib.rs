//! The table set and CSV mapping, in and out.
