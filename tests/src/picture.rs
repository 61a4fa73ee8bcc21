//! What displays show, saved as one picture.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};

use crate::{Failure, Outcome};

/// Bytes of one pixel as an X server sends it at depth 24: blue, green, red, unused.
const BYTES_PER_PIXEL: usize = 4;

/// Red, green and blue bytes, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Picture {
    /// What a display of this name shows now.
    ///
    /// # Errors
    /// It cannot be looked at.
    pub fn of(display: &str) -> Outcome<Self> {
        let failed = |reason: &dyn std::fmt::Display| Failure::new(&format!("looking at {display}"), reason);
        let (connection, screen) = x11rb::connect(Some(display)).map_err(|error| failed(&error))?;
        let root = connection.setup().roots.get(screen).ok_or_else(|| failed(&"it has no screen"))?;
        let (width, height) = (root.width_in_pixels, root.height_in_pixels);
        let every_plane = u32::MAX;
        let image = connection
            .get_image(ImageFormat::Z_PIXMAP, root.root, 0, 0, width, height, every_plane)
            .map_err(|error| failed(&error))?
            .reply()
            .map_err(|error| failed(&error))?;
        let (width, height) = (usize::from(width), usize::from(height));
        if image.data.len() != width * height * BYTES_PER_PIXEL {
            return Err(failed(&"it gives no 32-bit picture"));
        }
        let pixels = image.data.chunks_exact(BYTES_PER_PIXEL);
        Ok(Self { width, height, rgb: pixels.flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect() })
    }

    /// Both, one beside the other. They have the same height.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Self {
        let rows = self.rgb.chunks_exact(self.width * 3).zip(other.rgb.chunks_exact(other.width * 3));
        let rgb = rows.flat_map(|(left, right)| left.iter().chain(right)).copied().collect();
        Self { width: self.width + other.width, height: self.height.min(other.height), rgb }
    }

    /// Saves it as a PNG file; folders on the way are made.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn save(&self, file: &Path) -> Outcome<()> {
        self.write(file).map_err(|error| Failure::new(&format!("writing {}", file.display()), &error))
    }

    fn write(&self, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
        fs::create_dir_all(file.parent().unwrap_or(file))?;
        let (width, height) = (u32::try_from(self.width)?, u32::try_from(self.height)?);
        let mut encoder = png::Encoder::new(BufWriter::new(File::create(file)?), width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&self.rgb)?;
        Ok(())
    }
}
