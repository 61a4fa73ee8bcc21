//! Where a window may stand: always whole on a monitor that is there now.

/// A rectangle on the desktop, in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rect {
    /// Left edge; negative on a monitor left of the first.
    pub x: i32,
    /// Top edge; negative on a monitor above the first.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Rect {
    fn right(self) -> i64 {
        i64::from(self.x) + i64::from(self.width)
    }

    fn bottom(self) -> i64 {
        i64::from(self.y) + i64::from(self.height)
    }

    /// Shared area in square pixels; 0 when the two do not meet.
    fn overlap(self, other: Self) -> i64 {
        let width = self.right().min(other.right()) - i64::from(self.x.max(other.x));
        let height = self.bottom().min(other.bottom()) - i64::from(self.y.max(other.y));
        width.max(0) * height.max(0)
    }

    fn centred_in(self, area: Self) -> Self {
        Self {
            x: offset(area.x, area.width.saturating_sub(self.width) / 2),
            y: offset(area.y, area.height.saturating_sub(self.height) / 2),
            ..self
        }
    }

    fn pushed_into(self, area: Self) -> Self {
        let last_x = offset(area.x, area.width.saturating_sub(self.width));
        let last_y = offset(area.y, area.height.saturating_sub(self.height));
        Self { x: self.x.clamp(area.x, last_x), y: self.y.clamp(area.y, last_y), ..self }
    }
}

fn offset(from: i32, by: u32) -> i32 {
    from.saturating_add_unsigned(by)
}

/// Moves and shrinks `window` until it lies within one of `monitors`.
///
/// It stays on the monitor it overlaps most; where that monitor is gone it is centred on the first.
/// No monitor at all (a headless session): unchanged.
pub(crate) fn fitted(window: Rect, monitors: &[Rect]) -> Rect {
    let Some(&first) = monitors.first() else { return window };
    let nearest = monitors.iter().copied().max_by_key(|area| window.overlap(*area)).unwrap_or(first);
    let gone = window.overlap(nearest) == 0;
    let area = if gone { first } else { nearest };
    let sized =
        Rect { width: window.width.min(area.width), height: window.height.min(area.height), ..window };
    if gone { sized.centred_in(area) } else { sized.pushed_into(area) }
}

/// Places a small window over whatever is being worked in: centred, a fifth down the monitor, so that
/// the middle of the program below stays readable.
pub(crate) fn over_the_work(window: Rect, monitor: Rect) -> Rect {
    let centred = window.centred_in(monitor);
    Rect { y: offset(monitor.y, monitor.height / 5), ..centred }.pushed_into(monitor)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Rect = Rect { x: 0, y: 0, width: 1920, height: 1080 };
    const RIGHT: Rect = Rect { x: 1920, y: 0, width: 1280, height: 1024 };

    #[test]
    fn a_window_within_a_monitor_stays_where_it_is() {
        let window = Rect { x: 100, y: 50, width: 1360, height: 900 };
        assert_eq!(fitted(window, &[LEFT, RIGHT]), window);
    }

    #[test]
    fn a_window_whose_monitor_is_gone_is_centred_on_the_first() {
        let window = Rect { x: 5000, y: 200, width: 1360, height: 900 };
        // (1920 - 1360) / 2 = 280 and (1080 - 900) / 2 = 90
        assert_eq!(fitted(window, &[LEFT]), Rect { x: 280, y: 90, width: 1360, height: 900 });
    }

    #[test]
    fn a_window_hanging_over_an_edge_is_pushed_back() {
        let window = Rect { x: 1800, y: 300, width: 1200, height: 900 };
        // 1080 of its 1200 columns are on the right monitor; 1024 - 900 = 124 is its lowest top.
        let expected = Rect { x: 1920, y: 124, width: 1200, height: 900 };
        assert_eq!(fitted(window, &[LEFT, RIGHT]), expected);
    }

    #[test]
    fn a_window_larger_than_its_monitor_is_shrunk() {
        let window = Rect { x: 1920, y: -40, width: 1360, height: 1100 };
        assert_eq!(fitted(window, &[RIGHT]), RIGHT);
    }

    #[test]
    fn extreme_places_do_not_overflow() {
        let window = Rect { x: i32::MIN, y: i32::MAX, width: u32::MAX, height: u32::MAX };
        assert_eq!(fitted(window, &[LEFT]), LEFT);
        assert_eq!(fitted(window, &[]), window);
    }

    #[test]
    fn capture_stands_in_the_upper_middle() {
        let window = Rect { x: 0, y: 0, width: 560, height: 184 };
        // (1920 - 560) / 2 = 680 and 1080 / 5 = 216
        assert_eq!(over_the_work(window, LEFT), Rect { x: 680, y: 216, width: 560, height: 184 });
    }
}
