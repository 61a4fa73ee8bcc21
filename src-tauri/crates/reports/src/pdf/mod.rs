//! A report as PDF: tagged (PDF/UA-1), with the bundled font alone, the same bytes for the same content.
//!
//! What people wrote is only ever shown as glyphs: it is neither markup nor an operator of the file.

mod beside;
mod blocks;
mod chart;
mod face;
mod file;
mod foot;
mod sheet;
mod tables;
mod tags;

use crate::document::Document;
use crate::paper::Paper;
use face::Faces;
use sheet::Sheets;

/// How much smaller a report may be set to fit one sheet; below that it takes the sheets it needs.
const SCALES: [f32; 8] = [1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.77, 0.74];

/// Why a report did not become a PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The bundled font cannot be read.
    #[error("the bundled font cannot be read: {0}")]
    Font(#[from] ab_glyph::InvalidFont),
    /// A picture in the report is no SVG.
    #[error("a chart cannot be drawn: {0}")]
    Chart(String),
}

/// The report as a PDF/UA-1 file.
///
/// Letters the bundled font lacks are printed as `?`: a blank would hide that something was written. The file
/// holds no time of writing, so the same content gives the same bytes. A report that almost fits one sheet is set
/// a little smaller.
///
/// # Errors
/// The bundled font or a chart cannot be read, which no text of people may cause.
pub fn pdf(document: &Document, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let faces = Faces::bundled()?;
    let mut first = None;
    for scale in SCALES {
        let mut sheets = Sheets::new(&faces, paper, scale);
        sheets.lay_out(document)?;
        if sheets.count() == 1 {
            return Ok(file::written(sheets, document));
        }
        first.get_or_insert(sheets);
    }
    Ok(first.map(|sheets| file::written(sheets, document)).unwrap_or_default())
}
