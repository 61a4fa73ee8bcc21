//! What became of a promise, as the vendor reads it.

use keepalive_domain::facts::Day;
use keepalive_domain::words::Clock;

use crate::language::Language;

/// What became of the first promise for a clock by the day of the packet. Re-promises never replace it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fate {
    /// Of which clock.
    pub clock: Clock,
    /// What became of it.
    pub became: Became,
}

/// What becomes of a promise (TABLES, A22 and A26).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It came on this day, on or before the day it was due.
    Kept(Day),
    /// It came, too late.
    CameLate {
        /// The day it came.
        on: Day,
        /// Days after the one it was due.
        days: i64,
    },
    /// It was due and has not come; the request is open.
    Late {
        /// Days since it was due.
        days: i64,
    },
    /// It was due and had not come when the request was closed.
    ClosedLate {
        /// Days from the one it was due until the request was closed.
        days: i64,
    },
    /// The request was closed before it was due.
    Void,
    /// It was delivered or closed, and nobody says on which day.
    Unknown,
    /// It is not due yet.
    Open {
        /// Days until it is.
        days: i64,
    },
}

impl Became {
    pub(super) fn said(self, in_: Language) -> String {
        match (self, in_) {
            (Self::Kept(on), Language::English) => format!("kept, came on {}", in_.day(on)),
            (Self::Kept(on), Language::Spanish(_)) => format!("cumplida, llegó el {}", in_.day(on)),
            (Self::CameLate { on, days }, Language::English) => {
                format!("not kept, came on {}, {} late", in_.day(on), in_.days(days))
            }
            (Self::CameLate { on, days }, Language::Spanish(_)) => {
                format!("no cumplida, llegó el {}, con {} de atraso", in_.day(on), in_.days(days))
            }
            (Self::Late { days }, Language::English) => {
                format!("not kept, still open, {} past the first date", in_.days(days))
            }
            (Self::Late { days }, Language::Spanish(_)) => {
                format!("no cumplida, sigue pendiente, {} tras la primera fecha", in_.days(days))
            }
            (Self::ClosedLate { days }, Language::English) => {
                format!("not kept: closed without it {} past the first date", in_.days(days))
            }
            (Self::ClosedLate { days }, Language::Spanish(_)) => {
                format!("no cumplida: se cerró sin ello {} tras la primera fecha", in_.days(days))
            }
            (Self::Void, _) => in_
                .of("closed before it was due: counts neither way", "se cerró antes de vencer: no cuenta")
                .to_owned(),
            (Self::Unknown, _) => in_
                .of(
                    "nobody says when it was delivered or closed: counts neither way",
                    "no consta cuándo se entregó o se cerró: no cuenta",
                )
                .to_owned(),
            (Self::Open { days: 0 }, _) => in_.of("due today", "vence hoy").to_owned(),
            (Self::Open { days }, Language::English) => format!("not due yet, {} left", in_.days(days)),
            (Self::Open { days: 1 }, Language::Spanish(_)) => "aún no vence, queda 1 día".to_owned(),
            (Self::Open { days }, Language::Spanish(_)) => format!("aún no vence, quedan {}", in_.days(days)),
        }
    }
}
