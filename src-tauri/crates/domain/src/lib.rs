//! The nouns and rules of keeping an EHR configured after go-live: pure, no I/O, no SQL.
//!
//! Start at [`schema`] for the nouns and their fields, [`words`] for the closed vocabularies, [`ops`] for how a
//! change is written down, [`facts`] for what the figures are computed from.

pub mod calendar;
pub mod capture_line;
pub mod check;
pub mod concurrent;
pub mod facts;
pub mod fewest_people;
pub mod header;
pub mod hlc;
pub mod ids;
pub mod minutes;
pub mod numbers;
pub mod ops;
pub mod phi;
pub mod request_flow;
pub mod roles;
pub mod schema;
pub mod telling_words;
pub mod text_range;
pub mod thresholds;
pub mod value;
pub mod words;
pub mod world;
