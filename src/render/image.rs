//! Pages as pictures.

use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::{LayoutError, Pages};
use crate::language::say;

/// Dots a point: 144 to the inch.
const DOTS: i32 = 2;

/// One PNG a page.
///
/// # Errors
/// A page too large to draw.
pub fn png(pages: &Pages) -> Result<Vec<Vec<u8>>, LayoutError> {
    let options = RenderOptions { pixel_per_pt: typst::utils::Scalar::new(DOTS.into()), ..RenderOptions::default() };
    let draw = |page| typst_render::render(page, &options).encode_png();
    let drawn: Result<Vec<_>, _> = pages.paged.pages().iter().map(draw).collect();
    drawn.map_err(|error| LayoutError { messages: vec![say!("layout.line", text = error.to_string())] })
}

/// One SVG a page.
pub fn svg(pages: &Pages) -> Vec<String> {
    pages.paged.pages().iter().map(|page| typst_svg::svg(page, &SvgOptions::default())).collect()
}
