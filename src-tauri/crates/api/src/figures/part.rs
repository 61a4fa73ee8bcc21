//! A part of the clinic that figures are asked for: one area, one break.

use keepalive_domain::facts::{Request, Workaround};
use keepalive_domain::words::Break;

/// One area, one break, or both; the whole clinic where neither is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// The area's name, which is its key in the facts.
    pub(crate) area: Option<String>,
    /// Only this break's workarounds.
    pub(crate) of: Option<Break>,
}

impl Part {
    /// Whether something of this area is in the part.
    pub(crate) fn is_in_area(&self, area: Option<&str>) -> bool {
        self.area.is_none() || self.area.as_deref() == area
    }

    /// Whether a workaround is in the part.
    pub(crate) fn holds_workaround(&self, workaround: &Workaround) -> bool {
        self.is_in_area(workaround.area.as_deref()) && self.of.is_none_or(|of| of == workaround.break_)
    }

    /// Whether a request is in the part; requests belong to no break.
    pub(crate) fn holds_request(&self, request: &Request) -> bool {
        self.is_in_area(request.area.as_deref())
    }

    /// Whether hours spent chasing count: they are support friction (DOMAIN §5).
    pub(crate) fn holds_chases(&self) -> bool {
        self.of.is_none_or(|of| of == Break::Support)
    }

    /// Whether it is the whole clinic.
    pub(crate) fn is_whole(&self) -> bool {
        *self == Self::default()
    }
}
