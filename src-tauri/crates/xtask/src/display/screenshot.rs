//! A picture of a whole X display.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, bail};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};

/// Bytes of one pixel as an X server sends it at depth 24: blue, green, red, unused.
const BYTES_PER_PIXEL: usize = 4;

/// What a display shows, as red, green and blue bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Screenshot {
    width: u16,
    height: u16,
    rgb: Vec<u8>,
}

impl Screenshot {
    /// Looks at `display`.
    pub(crate) fn of(display: &str) -> anyhow::Result<Self> {
        let (connection, screen) =
            x11rb::connect(Some(display)).with_context(|| format!("cannot look at display {display}"))?;
        let root = connection.setup().roots.get(screen).context("the display has no screen")?;
        let (width, height) = (root.width_in_pixels, root.height_in_pixels);
        let every_plane = u32::MAX;
        let image = connection
            .get_image(ImageFormat::Z_PIXMAP, root.root, 0, 0, width, height, every_plane)?
            .reply()
            .context("the display gives no picture")?;
        let pixels = usize::from(width) * usize::from(height);
        if image.data.len() != pixels * BYTES_PER_PIXEL {
            bail!("{} bytes for {width}x{height} pixels is no 32-bit picture", image.data.len());
        }
        let pixels = image.data.chunks_exact(BYTES_PER_PIXEL);
        Ok(Self { width, height, rgb: pixels.flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect() })
    }

    /// Whether it is one colour all over: a window that has nothing to show yet.
    pub(crate) fn is_blank(&self) -> bool {
        let mut pixels = self.rgb.chunks_exact(3);
        let first = pixels.next();
        pixels.all(|pixel| Some(pixel) == first)
    }

    /// Saves it as a PNG file.
    pub(crate) fn save(&self, file: &Path) -> anyhow::Result<()> {
        write_png(file, self.width, self.height, &self.rgb)
    }
}

fn write_png(file: &Path, width: u16, height: u16, rgb: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let writer =
        BufWriter::new(File::create(file).with_context(|| format!("cannot write {}", file.display()))?);
    let mut encoder = png::Encoder::new(writer, u32::from(width), u32::from(height));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(rgb)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_one_colour_is_blank() {
        let blank = Screenshot { width: 2, height: 1, rgb: vec![1, 2, 3, 1, 2, 3] };
        assert!(blank.is_blank());
        let drawn = Screenshot { rgb: vec![1, 2, 3, 1, 2, 4], ..blank };
        assert!(!drawn.is_blank());
    }
}
