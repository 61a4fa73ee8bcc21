//! The one font of every report, the charts' own files: nothing of the computer's fonts is looked at, so a report
//! looks the same everywhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// The font in its two weights, regular first.
pub(crate) const FILES: [&[u8]; 2] = [
    include_bytes!("../../charts/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../../charts/fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
];

/// CSS weights of [`FILES`].
const WEIGHTS: [u16; 2] = [400, 700];

/// The font as CSS that needs no second file: a report is mailed alone.
pub(crate) fn faces() -> String {
    let face = |(file, weight): (&[u8], u16)| {
        format!(
            "@font-face {{ font-family: \"Atkinson Hyperlegible Next\"; font-weight: {weight}; src: \
             url(data:font/ttf;base64,{}) format(\"truetype\") }}\n",
            BASE64.encode(file)
        )
    };
    FILES.into_iter().zip(WEIGHTS).map(face).collect()
}
