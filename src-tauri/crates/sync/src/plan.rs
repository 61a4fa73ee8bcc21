//! What a desk and a hub lack of each other.

use std::collections::BTreeMap;

use crate::piece::{Held, Piece, Point, StreamKey};

/// What a desk holds, as far as comparing needs it.
pub trait Shelf {
    /// What can go wrong with looking.
    type Error;

    /// Every piece the desk holds.
    ///
    /// # Errors
    /// The desk's own.
    fn held(&self) -> Result<Vec<Held>, Self::Error>;

    /// The number of the piece in which this point of this stream stands. The ends of pieces are known from
    /// [`Shelf::held`]; this finds the points within them.
    ///
    /// # Errors
    /// The desk's own.
    fn piece_at(&self, key: StreamKey, point: Point) -> Result<Option<i64>, Self::Error>;
}

/// A question to a hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The piece of the hub's in which something is missing here.
    pub of: Piece,
    /// The points in its stream that this desk holds, the furthest first: the answer may begin after whichever of
    /// them stands on the hub's own chain, else at the piece's beginning.
    pub known: Vec<Point>,
    /// The answer need not go beyond this point: what follows is here.
    pub upto: Point,
}

impl Ask {
    /// How many ops it asks for, if the furthest point known here stands on the hub's chain.
    #[must_use]
    pub fn ops(&self) -> u64 {
        let from = self.known.iter().map(|point| point.seq).max().unwrap_or(self.of.after.seq);
        self.upto.seq.saturating_sub(from).max(0).unsigned_abs()
    }
}

/// Ops of a piece of this desk's, by the numbers of their places there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The piece's number.
    pub no: i64,
    /// The place before the first.
    pub after: i64,
    /// The place of the last.
    pub upto: i64,
}

/// What of a desk's pieces a hub holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover(BTreeMap<i64, Vec<(i64, i64)>>);

impl Cover {
    /// Adds a span.
    pub fn add(&mut self, span: Span) {
        let spans = self.0.entry(span.no).or_default();
        spans.push((span.after, span.upto));
        spans.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
        for (after, upto) in spans.drain(..) {
            match merged.last_mut() {
                Some(last) if after <= last.1 => last.1 = last.1.max(upto),
                _ => merged.push((after, upto)),
            }
        }
        *spans = merged;
    }

    /// Whether the hub holds the place `seq` of piece `no`.
    #[must_use]
    pub fn holds(&self, no: i64, seq: i64) -> bool {
        self.0.get(&no).is_some_and(|spans| spans.iter().any(|(after, upto)| *after < seq && seq <= *upto))
    }

    /// What of a piece the hub does not hold, in order.
    #[must_use]
    pub fn gaps(&self, held: &Held) -> Vec<Span> {
        let Held { no, piece, .. } = *held;
        let (mut at, mut gaps) = (piece.after.seq, Vec::new());
        for (after, upto) in self.0.get(&no).into_iter().flatten() {
            if at < *after {
                gaps.push(Span { no, after: at, upto: *after });
            }
            at = at.max(*upto);
        }
        if at < piece.end.seq {
            gaps.push(Span { no, after: at, upto: piece.end.seq });
        }
        gaps
    }
}

/// What comparing gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What to ask the hub for.
    pub asks: Vec<Ask>,
    /// What of this desk's pieces the hub holds.
    pub cover: Cover,
}

/// Compares what a desk holds with what a hub offers.
///
/// Every offered piece is walked back from its end over the desk's own pieces. What the walk passes, the hub holds;
/// where it finds nothing, something is missing here. Pieces of the desk's that no walk passes are what the hub
/// lacks, whoever wrote them: never has it lost them on purpose.
///
/// # Errors
/// From the shelf.
pub fn plan<S: Shelf + ?Sized>(shelf: &S, held: &[Held], offered: &[Piece]) -> Result<Plan, S::Error> {
    let mut plan = Plan::default();
    for piece in offered {
        let mut point = piece.end;
        while point.seq > piece.after.seq {
            let Some(found) = piece_at(shelf, held, piece.key, point)? else {
                let known = known_points(held, piece, point);
                plan.asks.push(Ask { of: *piece, known, upto: point });
                break;
            };
            let after = piece.after.seq.max(found.piece.after.seq);
            plan.cover.add(Span { no: found.no, after, upto: point.seq });
            point = found.piece.after;
        }
    }
    Ok(plan)
}

/// The piece in which this point stands.
fn piece_at<'h, S: Shelf + ?Sized>(
    shelf: &S,
    held: &'h [Held],
    key: StreamKey,
    point: Point,
) -> Result<Option<&'h Held>, S::Error> {
    let of_stream = || held.iter().filter(|held| held.piece.key == key);
    if let Some(ends) = of_stream().find(|held| held.piece.end == point) {
        return Ok(Some(ends));
    }
    // No piece reaches that far: no need to look.
    if !of_stream().any(|held| held.piece.after.seq < point.seq && point.seq < held.piece.end.seq) {
        return Ok(None);
    }
    let no = shelf.piece_at(key, point)?;
    Ok(no.and_then(|no| of_stream().find(|held| held.no == no)))
}

/// Ends of the desk's pieces in this stream, below `upto`, the furthest first.
fn known_points(held: &[Held], of: &Piece, upto: Point) -> Vec<Point> {
    let mut points: Vec<Point> = held
        .iter()
        .filter(|held| held.piece.key == of.key)
        .map(|held| held.piece.end)
        .filter(|end| of.after.seq < end.seq && end.seq < upto.seq)
        .collect();
    points.sort_unstable_by(|a, b| b.cmp(a));
    points.dedup();
    points
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};

    use super::*;
    use crate::piece::Role;

    /// A shelf whose pieces are known by their ends and by some points within.
    struct Points(Vec<(Point, i64)>);

    impl Shelf for Points {
        type Error = Infallible;
        fn held(&self) -> Result<Vec<Held>, Infallible> {
            Ok(Vec::new())
        }
        fn piece_at(&self, _: StreamKey, point: Point) -> Result<Option<i64>, Infallible> {
            Ok(self.0.iter().find(|(at, _)| *at == point).map(|(_, no)| *no))
        }
    }

    /// On the chain `branch`, at `seq`.
    fn point(branch: u8, seq: u8) -> Point {
        if seq == 0 { Point::ORIGIN } else { Point::at(i64::from(seq), [branch * 100 + seq; 32]) }
    }

    fn piece(after: Point, end: Point) -> Piece {
        let key = StreamKey { space: SpaceId::new_v7(1, [1; 10]), stream: StreamId::new_v7(1, [1; 10]) };
        Piece { key, role: Role::Log, after, end }
    }

    fn held(no: i64, after: Point, end: Point) -> Held {
        let device = DeviceId::new_v7(1, [1; 10]);
        Held {
            no,
            piece: piece(after, end),
            writing: false,
            device,
            signed_seq: None,
            good_by: None,
            own: false,
        }
    }

    fn planned(held: &[Held], points: Vec<(Point, i64)>, offered: &[Piece]) -> Plan {
        plan(&Points(points), held, offered).unwrap()
    }

    #[test]
    fn in_step_there_is_nothing_to_ask_or_send() {
        let held = [held(1, Point::ORIGIN, point(0, 5))];
        let plan = planned(&held, vec![], &[piece(Point::ORIGIN, point(0, 5))]);
        assert_eq!(plan.asks, []);
        assert_eq!(plan.cover.gaps(&held[0]), []);
    }

    #[test]
    fn a_hub_that_is_behind_is_told_the_rest_and_one_ahead_is_asked() {
        let held = [held(1, Point::ORIGIN, point(0, 5))];
        let plan = planned(&held, vec![(point(0, 3), 1)], &[piece(Point::ORIGIN, point(0, 3))]);
        assert_eq!(plan.cover.gaps(&held[0]), [Span { no: 1, after: 3, upto: 5 }]);
        let ahead = piece(Point::ORIGIN, point(0, 9));
        let plan = planned(&held, vec![], &[ahead]);
        assert_eq!(plan.asks, [Ask { of: ahead, known: vec![point(0, 5)], upto: point(0, 9) }]);
        // Whether its chain passes ours is known only once it is here.
        assert_eq!(plan.cover.gaps(&held[0]), [Span { no: 1, after: 0, upto: 5 }]);
    }

    #[test]
    fn the_other_chain_of_a_fork_is_lost_at_the_hub() {
        // 1 to 4 in common, then two chains; the hub has the one that ends at 6.
        let held = [held(1, Point::ORIGIN, point(0, 7)), held(2, point(0, 4), point(1, 6))];
        let plan = planned(&held, vec![(point(0, 4), 1)], &[piece(Point::ORIGIN, point(1, 6))]);
        assert_eq!(plan.asks, []);
        assert_eq!(plan.cover.gaps(&held[0]), [Span { no: 1, after: 4, upto: 7 }]);
        assert_eq!(plan.cover.gaps(&held[1]), []);
    }

    #[test]
    fn a_hole_here_is_asked_for_up_to_where_it_ends() {
        let held = [held(1, Point::ORIGIN, point(0, 2)), held(2, point(0, 5), point(0, 9))];
        let offered = piece(Point::ORIGIN, point(0, 9));
        let plan = planned(&held, vec![], &[offered]);
        assert_eq!(plan.asks, [Ask { of: offered, known: vec![point(0, 2)], upto: point(0, 5) }]);
        assert_eq!(plan.cover.gaps(&held[1]), []);
    }

    #[test]
    fn a_hole_at_the_hub_is_told_again() {
        let held = [held(1, Point::ORIGIN, point(0, 9))];
        let offered = [piece(Point::ORIGIN, point(0, 2)), piece(point(0, 5), point(0, 9))];
        let plan = planned(&held, vec![(point(0, 2), 1)], &offered);
        assert_eq!(plan.asks, []);
        assert_eq!(plan.cover.gaps(&held[0]), [Span { no: 1, after: 2, upto: 5 }]);
    }

    #[test]
    fn spans_that_touch_or_overlap_are_one() {
        let mut cover = Cover::default();
        for (after, upto) in [(4, 6), (0, 2), (1, 4), (8, 9)] {
            cover.add(Span { no: 1, after, upto });
        }
        let held = held(1, Point::ORIGIN, point(0, 9));
        assert_eq!(cover.gaps(&held), [Span { no: 1, after: 6, upto: 8 }]);
        assert!(cover.holds(1, 6) && !cover.holds(1, 7) && !cover.holds(2, 1));
    }
}
