//! The colour roles of the product, once for each theme: those of the screens (`ui/src/styles/tokens.css`).

/// An opaque colour. The figures know no transparency: a soft colour is a role of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// Reads `0xRRGGBB`, the way the tokens are written.
    const fn hex(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }
}

/// Light or dark, as the window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark marks on a white card; also for everything printed.
    #[default]
    Light,
    /// Light marks on a dark card.
    Dark,
}

impl Theme {
    /// The colours of this theme.
    #[must_use]
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

/// Every colour a figure may use, named by what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// The card a figure stands on; also knocks patterns out of a full column.
    pub surface: Color,
    /// Zero line, ticks, dotted slots.
    pub line_strong: Color,
    /// Text that carries the message, and figures.
    pub ink: Color,
    /// Axis text and second lines.
    pub ink_2: Color,
    /// Units and other words that only help.
    pub ink_3: Color,
    /// The current item; the one curve of a single-curve figure.
    pub accent: Color,
    /// Soft fill under an accent outline.
    pub accent_tint: Color,
    /// Somebody must act.
    pub alarm: Color,
    /// Thin months and other warnings.
    pub caution: Color,
    /// Workflow drift.
    pub drift: Color,
    /// Reporting blind spots.
    pub reporting: Color,
    /// Support friction.
    pub support: Color,
    /// Staff burnout.
    pub burnout: Color,
    /// Thin or guessed drift, under a drift outline.
    pub drift_soft: Color,
    /// Thin or guessed reporting, under a reporting outline.
    pub reporting_soft: Color,
    /// Thin or guessed support, under a support outline.
    pub support_soft: Color,
    /// Thin or guessed burnout, under a burnout outline.
    pub burnout_soft: Color,
    /// Grid lines; decoration only.
    pub grid: Color,
    /// The told pattern and baseline weeks, behind everything.
    pub told: Color,
    /// Changes, signals, the timed bar.
    pub mark: Color,
    /// Limits, leaders, an earlier system.
    pub mark_2: Color,
    /// Whole months where the breaks are not shown.
    pub mark_quiet: Color,
}

const LIGHT: Palette = Palette {
    surface: Color::hex(0xFFFFFF),
    line_strong: Color::hex(0x75827E),
    ink: Color::hex(0x14211E),
    ink_2: Color::hex(0x41504C),
    ink_3: Color::hex(0x5A6864),
    accent: Color::hex(0x14524A),
    accent_tint: Color::hex(0xDCEAE6),
    alarm: Color::hex(0xB3261E),
    caution: Color::hex(0x765000),
    drift: Color::hex(0x1A59AD),
    reporting: Color::hex(0xA2770A),
    support: Color::hex(0x732548),
    burnout: Color::hex(0x0D9087),
    drift_soft: Color::hex(0xD3E0F4),
    reporting_soft: Color::hex(0xF6EBCF),
    support_soft: Color::hex(0xEEDBE4),
    burnout_soft: Color::hex(0xD8EFEC),
    grid: Color::hex(0xDEE5E2),
    told: Color::hex(0xF3F5F4),
    mark: Color::hex(0x14211E),
    mark_2: Color::hex(0x5A6864),
    mark_quiet: Color::hex(0x7A9590),
};

const DARK: Palette = Palette {
    surface: Color::hex(0x161F1D),
    line_strong: Color::hex(0x7C8B86),
    ink: Color::hex(0xE8EFEC),
    ink_2: Color::hex(0xB9C5C1),
    ink_3: Color::hex(0x97A5A0),
    accent: Color::hex(0x83D3BF),
    accent_tint: Color::hex(0x1E3A34),
    alarm: Color::hex(0xFF9F95),
    caution: Color::hex(0xF3AE5E),
    drift: Color::hex(0x6B93EA),
    reporting: Color::hex(0xE9C55C),
    support: Color::hex(0xCB5F88),
    burnout: Color::hex(0x57DCCB),
    drift_soft: Color::hex(0x26344F),
    reporting_soft: Color::hex(0x443C20),
    support_soft: Color::hex(0x47252F),
    burnout_soft: Color::hex(0x1E4640),
    grid: Color::hex(0x28332F),
    told: Color::hex(0x1A2421),
    mark: Color::hex(0xE8EFEC),
    mark_2: Color::hex(0x97A5A0),
    mark_quiet: Color::hex(0x607F78),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2 relative luminance, 0 to 1.
    fn luminance(color: Color) -> f64 {
        let channel = |value: u8| {
            let v = f64::from(value) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.red) + 0.7152 * channel(color.green) + 0.0722 * channel(color.blue)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_has_four_and_a_half_to_one_on_what_it_stands_on() {
        for p in [&LIGHT, &DARK] {
            for text in [p.ink, p.ink_2, p.ink_3, p.caution, p.alarm] {
                for ground in [p.surface, p.told] {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}");
                }
            }
        }
    }

    #[test]
    fn marks_have_three_to_one_on_what_they_stand_on() {
        for p in [&LIGHT, &DARK] {
            let marks = [p.drift, p.reporting, p.support, p.burnout, p.mark, p.mark_2, p.line_strong];
            for mark in marks {
                for ground in [p.surface, p.told] {
                    assert!(contrast(mark, ground) >= 3.0, "{mark:?} on {ground:?}");
                }
            }
            assert!(contrast(p.mark_quiet, p.surface) >= 3.0);
            assert!(contrast(p.accent, p.accent_tint) >= 3.0);
            let soft = [
                (p.drift, p.drift_soft),
                (p.reporting, p.reporting_soft),
                (p.support, p.support_soft),
                (p.burnout, p.burnout_soft),
            ];
            for (outline, fill) in soft {
                assert!(contrast(outline, fill) >= 3.0, "{outline:?} around {fill:?}");
            }
        }
    }

    #[test]
    fn tokens_read_as_written() {
        assert_eq!(LIGHT.drift, Color { red: 0x1A, green: 0x59, blue: 0xAD });
    }
}
