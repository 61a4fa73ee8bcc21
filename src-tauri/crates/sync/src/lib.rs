//! The merge core of sharing between desks: what to ask a hub for, what to send it, what to take in, what to keep
//! aside and what to carry. No SQL, no sockets, no clock and no chance of its own.
//!
//! A desk writes its ops in a [stream](StreamKey) of its own and holds those of others; a **hub** is a place where
//! desks leave ops for each other. Both hold [`Piece`]s: stretches of a stream without a hole. [`plan`] compares the
//! two; [`check`] looks at what comes; [`exchange`] does one meeting of a desk and a hub through the traits
//! [`Desk`] and [`Hub`].
//!
//! The rules, each in the place that keeps it:
//! - An op's identity is its id; its position is only transport (`Desk::take` drops what it knows by id).
//! - What is missing is never taken for deleted; a hub that has forgotten is told again ([`plan`]).
//! - A desk that hears ops of its own stream which it does not hold was restored from an older copy: it opens
//!   another stream ([`tells_of_a_restore`]).
//! - A sound op is stored whatever its position; the chain finds holes and raises alarms, it refuses nothing.
//! - What cannot be read, is not what it claims, or has nobody who vouches for it ([`Trust`]) is kept aside with its
//!   reason ([`Reason`]), never dropped.

mod bodies;
mod carry;
mod check;
mod desk;
mod digest;
mod elsewhere;
mod exchange;
mod hub;
mod intake;
mod piece;
mod plan;
mod pull;
mod push;
mod run;
mod trust;

pub use carry::{Carrying, Patience};
pub use check::{Arrival, Reason, SetAside, Verdict, Written, check, set_aside, tells_of_a_restore};
pub use desk::{Desk, MOST_OPS_PER_RUN, Taken};
pub use digest::{Digest, bucket_of};
pub use exchange::{Coming, Exchange, ExchangeError, exchange, exchange_watched};
pub use hub::{Hub, Pushed};
pub use intake::{Ended, Intake};
pub use piece::{Hash, Held, Piece, Point, Role, StreamKey};
pub use plan::{Ask, Cover, Plan, Shelf, Span, plan};
pub use run::{Item, Run, Signed, Verifier, carried_hash};
pub use trust::{Everybody, Proof, Trust, Vouched};
