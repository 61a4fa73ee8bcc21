//! Who is known to have written what comes. The core asks and holds what nobody vouches for yet; keys and signatures
//! are another crate's.

use keepalive_domain::ids::{DeviceId, StreamId};

use crate::check::Reason;
use crate::desk::{Desk, MOST_OPS_PER_RUN};
use crate::piece::{Hash, Held, Piece, Point, Role};
use crate::plan::{Span, plan};
use crate::run::{Run, Signed, Verifier};

/// How much of a run somebody vouches for who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vouched {
    /// This many of its ops, from the first.
    pub items: usize,
    /// The signature that was found good, so that it can be handed on.
    pub signed: Option<Signed>,
    /// What the matter is with the rest.
    pub why: Reason,
}

/// What it takes for something to be of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Nothing: its program is of before there were signatures.
    Nothing,
    /// A signature by this key, or what is said of its streams.
    Signature(Verifier),
    /// What is said of its streams alone: no signature of it counts.
    Word,
}

impl Proof {
    /// Whether what signatures brought into this piece counts: by the key that counts now. What came by another one, which
    /// was taken for its desk's until it was known better, others do not take.
    fn is_of(&self, held: &Held) -> bool {
        match self {
            Self::Nothing => true,
            Self::Signature(key) => held.good_by.is_none_or(|by| by == *key),
            Self::Word => false,
        }
    }
}

/// What a desk knows of who may write.
pub trait Trust {
    /// What it takes for something to be of this desk.
    fn proof_of(&self, device: DeviceId) -> Proof;

    /// How much of a run is known to be by who may write there.
    fn vouches(&self, run: &Run) -> Vouched;

    /// The places up to which somebody says that a stream is what it seems. One without a hash is a number alone.
    fn said_of(&self, stream: StreamId) -> Vec<Point>;

    /// A mark of all that the answers here follow from: while it is the same, nobody vouches for what nobody vouched for.
    /// `None` = nothing is remembered of that.
    fn knowledge(&self) -> Option<Hash> {
        None
    }

    /// Signs a run of this desk's, before it is sent.
    fn sign(&self, run: &mut Run);
}

/// Takes everything and signs nothing: a desk that knows of no keys, as programs were before desks had some.
#[derive(Debug, Clone, Copy, Default)]
pub struct Everybody;

impl Trust for Everybody {
    fn vouches(&self, run: &Run) -> Vouched {
        Vouched { items: run.items.len(), signed: None, why: Reason::Unsigned }
    }

    fn proof_of(&self, _: DeviceId) -> Proof {
        Proof::Nothing
    }

    fn said_of(&self, _: StreamId) -> Vec<Point> {
        Vec::new()
    }

    fn sign(&self, _: &mut Run) {}
}

/// Carries what stands here of others' streams and that nothing proves to be theirs: it came before this desk heard that
/// something has to. What a desk that is in has taken in counts for everybody, and carried it is signed by that one. How
/// many ops that are.
///
/// So which ops are in only ever grows, and each desk comes to hold them all, in whatever order it hears of what.
///
/// # Errors
/// The desk's own.
pub(crate) fn stand_in_for<D: Desk, T: Trust>(desk: &D, trust: &T) -> Result<u64, D::Error> {
    let held = desk.held()?;
    let others = held.iter().filter(|held| !held.own && !held.writing);
    let asked: Vec<(&Held, Proof)> = others
        .map(|held| (held, trust.proof_of(held.device)))
        .filter(|(_, proof)| *proof != Proof::Nothing)
        .collect();
    if asked.is_empty() {
        return Ok(0);
    }
    let (mut said, mut spans) = (Vec::new(), Vec::new());
    for (held @ Held { no, piece, signed_seq, .. }, proof) in &asked {
        let up_to = |seq: i64| Span { no: *no, after: piece.after.seq, upto: seq.min(piece.end.seq) };
        for point in trust.said_of(piece.key.stream) {
            match point.hash {
                Some(_) => said.push(Piece { after: Point::ORIGIN, end: point, ..*piece }),
                None => spans.push(up_to(point.seq)),
            }
        }
        // A signature stands for all before it, in whatever pieces.
        if let Some(seq) = signed_seq.filter(|_| proof.is_of(held)) {
            said.push(Piece { after: Point::ORIGIN, end: piece.after, ..*piece });
            spans.push(up_to(seq));
        }
    }
    // As if a hub held just that, and what desks carry that are in.
    let mut cover = plan(desk, &held, &said)?.cover;
    let carried = held.iter().filter(|held| held.piece.role == Role::Carry);
    let carried = carried.filter(|held| held.own || trust.proof_of(held.device).is_of(held));
    let whole = |held: &Held| Span { no: held.no, after: held.piece.after.seq, upto: held.piece.end.seq };
    for span in carried.map(whole).chain(spans).filter(|span| span.after < span.upto) {
        cover.add(span);
    }
    let mut ops = Vec::new();
    for (piece, _) in asked {
        for gap in cover.gaps(piece) {
            ops.extend(desk.lost(gap, &cover)?);
        }
    }
    ops.sort_unstable();
    ops.dedup();
    for some in ops.chunks(MOST_OPS_PER_RUN) {
        desk.carry(some)?;
    }
    Ok(ops.len() as u64)
}
