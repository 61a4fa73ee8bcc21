//! A scene as PNG. plotters rasterises the shapes; the bundled font is drawn glyph by glyph,
//! because plotters' own text drops side bearings and whole-pixel advances, which shows at 13 px.
//!
//! Everything is painted [`OVERSAMPLING`] times larger and averaged down, so edges are smooth and
//! quarter pixels count, with integer arithmetic at the end: the same bytes on every system.

use ab_glyph::{Font, Glyph, Point as GlyphPoint};
use plotters::backend::{BitMapBackend, DrawingBackend};
use plotters::style::{Color as _, RGBColor};

use crate::font::{Face, TEXT_PX};
use crate::lines::{dashes, subpaths};
use crate::scene::{Anchor, Paint, Point, Scene, Shape, Text};
use crate::theme::Color;

/// Samples per pixel and direction.
const OVERSAMPLING: u32 = 3;

/// Largest number of samples painted, so that no figure asks for gigabytes: 3 bytes each.
const MOST_SAMPLES: u64 = 80_000_000;

/// Why a figure could not be written as PNG.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The picture would need more memory than a figure is worth.
    #[error("a picture of {width} by {height} pixels is too large; ask for a lower density")]
    TooLarge {
        /// Asked width in pixels.
        width: u32,
        /// Asked height in pixels.
        height: u32,
    },
    /// The rasteriser refused a shape.
    #[error("the figure could not be drawn: {0}")]
    Draw(String),
    /// The pixels could not be packed.
    #[error("the picture could not be packed: {0}")]
    Encode(#[from] png::EncodingError),
}

/// The scene as PNG with `density` pixels for each px of the figure (1 screen, 2 high density, 3 print).
pub(crate) fn write(scene: &Scene, density: u32) -> Result<Vec<u8>, PngError> {
    let density = density.clamp(1, 8);
    let (width, height) = (pixels(scene.width) * density, pixels(scene.height) * density);
    let samples = u64::from(width) * u64::from(height) * u64::from(OVERSAMPLING * OVERSAMPLING);
    let size = usize::try_from(samples * 3).ok().filter(|_| samples <= MOST_SAMPLES);
    let mut buffer = vec![0_u8; size.ok_or(PngError::TooLarge { width, height })?];
    {
        let backend = BitMapBackend::with_buffer(&mut buffer, (width * OVERSAMPLING, height * OVERSAMPLING));
        let mut canvas = Canvas { backend, scale: f64::from(density * OVERSAMPLING) };
        canvas.paint(scene).map_err(PngError::Draw)?;
    }
    let averaged = average(&buffer, width, height);
    let mut file = Vec::with_capacity(averaged.len() / 8);
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&averaged)?;
    writer.finish()?;
    Ok(file)
}

/// Each pixel is the mean of its samples, rounded.
fn average(samples: &[u8], width: u32, height: u32) -> Vec<u8> {
    let (width, n) = (width as usize, OVERSAMPLING as usize);
    let row = width * n * 3;
    let count = OVERSAMPLING * OVERSAMPLING;
    let mut pixels = Vec::with_capacity(width * height as usize * 3);
    for y in 0..height as usize {
        for x in 0..width {
            for channel in 0..3 {
                let mut sum = count / 2;
                for dy in 0..n {
                    let from = (y * n + dy) * row + x * n * 3 + channel;
                    sum += (0..n).map(|dx| u32::from(samples[from + dx * 3])).sum::<u32>();
                }
                pixels.push(u8::try_from(sum / count).unwrap_or(u8::MAX));
            }
        }
    }
    pixels
}

struct Canvas<'a> {
    backend: BitMapBackend<'a>,
    scale: f64,
}

type Drawn = Result<(), String>;

fn ink(color: Color) -> RGBColor {
    RGBColor(color.red, color.green, color.blue)
}

impl Canvas<'_> {
    fn paint(&mut self, scene: &Scene) -> Drawn {
        let (w, h) = self.backend.get_size();
        let corner = (i32::try_from(w).unwrap_or(i32::MAX), i32::try_from(h).unwrap_or(i32::MAX));
        self.backend.draw_rect((0, 0), corner, &ink(scene.ground), true).map_err(|e| e.to_string())?;
        for shape in &scene.shapes {
            match shape {
                Shape::Path { paint: Paint::Fill(color), steps } => {
                    for outline in subpaths(steps) {
                        self.polygon(&outline, *color)?;
                    }
                }
                Shape::Path { paint: Paint::Line { color, width, dash }, steps } => {
                    for line in subpaths(steps) {
                        self.stroke(&line, *color, *width, *dash)?;
                    }
                }
                Shape::Path { paint: Paint::Dots { color, diameter, step }, steps } => {
                    for row in subpaths(steps) {
                        self.dots(&row, *color, *diameter, *step)?;
                    }
                }
                Shape::Circle { center, radius, fill, line } => {
                    if let Some((color, width)) = line {
                        self.disc(*center, radius + width / 2.0, *color)?;
                    }
                    let inner = line.map_or(*radius, |(_, width)| radius - width / 2.0);
                    self.disc(*center, inner, *fill)?;
                }
                Shape::Text(text) => self.text(text)?,
            }
        }
        Ok(())
    }

    fn sample(&self, px: f64) -> i32 {
        whole(px * self.scale)
    }

    /// A filled polygon. Rectangles go by the quick way, which also keeps them exact.
    fn polygon(&mut self, points: &[Point], color: Color) -> Drawn {
        let corners: Vec<(i32, i32)> = points.iter().map(|p| (self.sample(p.x), self.sample(p.y))).collect();
        let (xs, ys) = (corners.iter().map(|c| c.0), corners.iter().map(|c| c.1));
        let (Some(left), Some(right), Some(top), Some(bottom)) =
            (xs.clone().min(), xs.max(), ys.clone().min(), ys.max())
        else {
            return Ok(());
        };
        if left == right || top == bottom {
            return Ok(());
        }
        let upright = corners.iter().all(|&(x, y)| (x == left || x == right) && (y == top || y == bottom));
        let drawn = if upright {
            // plotters leaves out the far edge, so neighbours do not overlap.
            self.backend.draw_rect((left, top), (right, bottom), &ink(color), true)
        } else {
            self.backend.fill_polygon(corners, &ink(color))
        };
        drawn.map_err(|e| e.to_string())
    }

    fn disc(&mut self, center: Point, radius: f64, color: Color) -> Drawn {
        let radius = u32::try_from(self.sample(radius)).unwrap_or(0);
        let center = (self.sample(center.x), self.sample(center.y));
        self.backend.draw_circle(center, radius, &ink(color), true).map_err(|e| e.to_string())
    }

    fn stroke(&mut self, points: &[Point], color: Color, width: f64, dash: Option<(f64, f64)>) -> Drawn {
        let Some(dash) = dash else {
            for (from, to) in points.iter().zip(points.iter().skip(1)) {
                self.segment(*from, *to, width, color)?;
            }
            // Joints, so that a bend has no notch on its outside.
            for joint in points.iter().skip(1).take(points.len().saturating_sub(2)) {
                self.disc(*joint, width / 2.0, color)?;
            }
            return Ok(());
        };
        for (from, to) in dashes(points, dash) {
            self.segment(from, to, width, color)?;
        }
        Ok(())
    }

    /// One straight piece with square ends, as a thin quadrilateral.
    fn segment(&mut self, from: Point, to: Point, width: f64, color: Color) -> Drawn {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = (dx * dx + dy * dy).sqrt();
        if length <= 0.0 {
            return Ok(());
        }
        let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
        let corner = |p: Point, sign: f64| Point { x: p.x + sign * nx, y: p.y + sign * ny };
        self.polygon(&[corner(from, 1.0), corner(to, 1.0), corner(to, -1.0), corner(from, -1.0)], color)
    }

    fn dots(&mut self, row: &[Point], color: Color, diameter: f64, step: f64) -> Drawn {
        if let [from, to, ..] = row {
            let mut x = from.x;
            while x <= to.x {
                self.disc(Point { x, y: from.y }, diameter / 2.0, color)?;
                x += step;
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &Text) -> Drawn {
        let font = &Face::of(text.weight).font;
        let em = font.units_per_em().unwrap_or(1000.0);
        // Figures are a few thousand px wide: f32 keeps a hundredth of a sample there.
        #[expect(clippy::cast_possible_truncation, reason = "13 px times the scale")]
        let size = (TEXT_PX * self.scale) as f32;
        let extent = text.extent();
        let back = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => 0.5,
            Anchor::End => 1.0,
        };
        let long = if text.upright { extent.height() } else { extent.width() };
        let (mut pen, start) = (-back * long * self.scale, text.at);
        let scale = font.height_unscaled() / em * size;
        for c in text.words.chars() {
            let id = font.glyph_id(c);
            let advance = f64::from(font.h_advance_unscaled(id) / em * size);
            let glyph = Glyph { id, scale: scale.into(), position: GlyphPoint { x: 0.0, y: 0.0 } };
            if let Some(outline) = font.outline_glyph(glyph) {
                let bounds = outline.px_bounds();
                let (left, top) = (f64::from(bounds.min.x), f64::from(bounds.min.y));
                let mut covered = Vec::new();
                outline.draw(|x, y, coverage| covered.push((f64::from(x), f64::from(y), coverage)));
                for (x, y, coverage) in covered {
                    let (along, down) = (pen + left + x, top + y);
                    let (sx, sy) = (start.x * self.scale, start.y * self.scale);
                    let place = if text.upright { (sx + down, sy - along) } else { (sx + along, sy + down) };
                    self.blend(place, coverage, text.color)?;
                }
            }
            pen += advance;
        }
        Ok(())
    }

    fn blend(&mut self, (x, y): (f64, f64), coverage: f32, color: Color) -> Drawn {
        let (w, h) = self.backend.get_size();
        let (x, y) = (whole(x), whole(y));
        let inside = u32::try_from(x).is_ok_and(|x| x < w) && u32::try_from(y).is_ok_and(|y| y < h);
        if !inside || coverage <= 0.0 {
            return Ok(());
        }
        let color = ink(color).mix(f64::from(coverage.min(1.0))).to_backend_color();
        self.backend.draw_pixel((x, y), color).map_err(|e| e.to_string())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "sample coordinates of a figure; the cast saturates")]
fn whole(value: f64) -> i32 {
    value.round() as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a figure's size; the cast saturates"
)]
fn pixels(px: f64) -> u32 {
    px.ceil().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Rect;
    use crate::theme::Theme;

    #[test]
    fn a_rectangle_covers_exactly_its_pixels() {
        let p = Theme::Light.palette();
        let mut scene = Scene::new(4.0, 2.0, p.surface);
        scene.rect(Rect::new(1.0, 0.0, 3.0, 1.0), Paint::Fill(p.drift));
        let file = write(&scene, 1).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let (white, blue) = ([0xFF, 0xFF, 0xFF], [0x1A, 0x59, 0xAD]);
        let expected = [white, blue, blue, white, white, white, white, white].concat();
        assert_eq!(pixels, expected);
    }

    #[test]
    fn a_picture_of_gigabytes_is_refused() {
        let scene = Scene::new(9_000.0, 9_000.0, Theme::Light.palette().surface);
        assert!(matches!(write(&scene, 8), Err(PngError::TooLarge { .. })));
    }
}
