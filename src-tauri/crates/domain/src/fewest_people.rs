//! What so few people answered that single ones could be recognised is not shown (end of DOMAIN §5).

/// Fewer people than this are never shown as a figure: not on a screen, in a picture, a caption or a report.
pub const FEWEST_PEOPLE: u32 = 5;

/// Whether what so many different people answered may be shown.
#[must_use]
pub const fn may_be_shown(people: u64) -> bool {
    people >= FEWEST_PEOPLE as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_people_may_be_shown_and_four_may_not() {
        assert!(may_be_shown(5) && !may_be_shown(4) && !may_be_shown(0));
    }
}
