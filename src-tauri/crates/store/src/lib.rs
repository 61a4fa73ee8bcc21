//! SQLite: the op log, what is derived from it, search, undo and verification.
