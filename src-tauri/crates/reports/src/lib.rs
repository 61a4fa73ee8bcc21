//! The monthly review, the vendor packet and the recovery sheet.
//!
//! Each report is a plain typed content ([`MonthlyReview`], [`VendorPacket`]); it becomes one [`Document`], and
//! HTML, PDF and the app's own view are three renderings of that. What people wrote is data in all three, never
//! markup.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that cannot go on should stop"))]

mod document;
mod font;
mod guard;
mod html;
mod language;
mod monthly;
mod paper;
mod pdf;
mod recovery;
mod vendor;

pub use document::{Block, Document, Head, KeyFigure, Listed, Swatches};
pub use guard::Refused;
pub use html::html;
pub use language::{DecimalSign, Language};
pub use monthly::{
    Basis, Better, Changed, Costly, Drawn, Hours, MonthlyReview, Overdue, PhaseFound, PhaseTest, Signals,
};
pub use paper::Paper;
pub use pdf::{PdfError, pdf};
pub use recovery::{RecoverySheet, SheetPlace};
pub use vendor::{Became, Fate, Promised, RequestSent, Scorecard, VendorPacket, Workaround};
