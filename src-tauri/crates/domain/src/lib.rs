//! The nouns and rules of keeping an EHR configured after go-live: pure, no I/O, no SQL.
