//! The quick-capture line: one line of text with inline tokens.
