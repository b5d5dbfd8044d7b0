//! What is drawn of how things stand, as SVG, and the same as PNG for what shows no SVG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options as TreeOptions, Tree};

use crate::document::view::{Bar, Course, Sign, SquareShape, Squares, YearLine};
use crate::word::WordPicture;

/// Sizes in tenths of a millimetre.
const SQUARE: u32 = 32;
const LARGE_SQUARE: u32 = 45;
const GAP: u32 = 9;
const BAR: (u32, u32) = (280, 30);
const COURSE: (u32, u32) = (240, 36);

/// The colours of a document's drawings.
#[derive(Debug, Clone)]
pub(super) struct Pen {
    accent: String,
    tone: String,
}

const ACTION: &str = "#9a3a00";
const FAINT: &str = "#56616b";
const LINE: &str = "#bcc4cb";

impl Pen {
    pub fn new(colour: &str) -> Self {
        Self { accent: colour.to_owned(), tone: mixed(colour) }
    }

    pub fn bar(&self, it: &Bar) -> WordPicture {
        let accent = &self.accent;
        let piece = |at: u32, part: u32, fill: &str| {
            if part == 0 {
                return String::new();
            }
            format!(
                r#"<rect x="{at}" y="3" width="{part}" height="80" fill="{fill}" stroke="{accent}" stroke-width="6"/>"#
            )
        };
        let Bar { reached, open, lost, alt } = it;
        let hatched = hatch(*reached, reached + open);
        let drawn = [
            piece(0, *reached, accent),
            piece(*reached, *open, "#ffffff"),
            format!(r#"<path d="{hatched}" fill="none" stroke="{accent}" stroke-width="6"/>"#),
            piece(reached + open, *lost, "#ffffff"),
        ];
        picture(BAR, "-3 0 1006 86", &drawn.concat(), alt)
    }

    pub fn sign(&self, it: &Sign) -> WordPicture {
        self.square(it.shape, &it.word)
    }

    pub fn square(&self, shape: SquareShape, alt: &str) -> WordPicture {
        picture((SQUARE, SQUARE), "0 0 20 20", &self.shape(shape), alt)
    }

    pub fn squares(&self, it: &Squares) -> WordPicture {
        let count = u32::try_from(it.squares.len()).unwrap_or(1).max(1);
        let drawn: String = (0_u32..)
            .zip(&it.squares)
            .map(|(at, shape)| format!(r#"<g transform="translate({} 0)">{}</g>"#, at * 24, self.shape(*shape)))
            .collect();
        let width = (count * (LARGE_SQUARE + GAP)).min(1620);
        let height = (width * 20 / (count * 24)).max(1);
        picture((width, height), &format!("0 0 {} 20", count * 24), &drawn, &it.alt)
    }

    fn shape(&self, shape: SquareShape) -> String {
        let accent = &self.accent;
        let square = |fill: &str, stroke: &str| {
            format!(r#"<rect x="1" y="1" width="18" height="18" fill="{fill}" stroke="{stroke}" stroke-width="1.6"/>"#)
        };
        let stroke = |path: &str, colour: &str, width: &str| {
            format!(r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>"#)
        };
        let faint = |dashes: &str| {
            format!(
                r##"<rect x="1" y="1" width="18" height="18" fill="#ffffff" stroke="{FAINT}" stroke-width="1.2"{dashes}/>"##
            )
        };
        match shape {
            SquareShape::Met => square(accent, accent),
            SquareShape::OnTarget => square(&self.tone, accent),
            SquareShape::Partly => {
                square("#ffffff", accent) + &format!(r#"<rect x="1" y="1" width="9" height="18" fill="{accent}"/>"#)
            }
            SquareShape::BelowTarget => square("#ffffff", ACTION) + &stroke("M1 1 19 19", ACTION, "3.4"),
            SquareShape::NotMet => square("#ffffff", ACTION) + &stroke("M1 1 19 19M1 19 19 1", ACTION, "3.4"),
            SquareShape::NotReported => {
                square("#ffffff", accent) + &format!(r#"<circle cx="10" cy="10" r="4" fill="{accent}"/>"#)
            }
            SquareShape::Undecided => {
                square("#ffffff", accent) + &stroke("M1 10 10 1M1 19 19 1M10 19 19 10", accent, "1.6")
            }
            SquareShape::Removed => faint(r#" stroke-dasharray="3 3""#),
            SquareShape::NotDue => faint(""),
        }
    }

    /// The year is 1000 wide; the target runs across at 80.
    pub fn course(&self, it: &Course) -> WordPicture {
        let accent = &self.accent;
        let mut drawn =
            r##"<path d="M-40 80H1040" fill="none" stroke="#000000" stroke-width="8" stroke-dasharray="28 22"/>"##
                .to_owned();
        let place = |above: i32| 80 - above * 55 / 1000;
        let line: String = (it.dots.iter().enumerate())
            .map(|(at, dot)| format!("{}{} {}", if at == 0 { "M" } else { "L" }, dot.at, place(dot.above)))
            .collect();
        drawn.push_str(&format!(r#"<path d="{line}" fill="none" stroke="{accent}" stroke-width="14"/>"#));
        for dot in &it.dots {
            let fill = if dot.meets { accent } else { "#ffffff" };
            drawn.push_str(&format!(
                r#"<circle cx="{}" cy="{}" r="24" fill="{fill}" stroke="{accent}" stroke-width="14"/>"#,
                dot.at,
                place(dot.above)
            ));
        }
        picture(COURSE, "-40 0 1080 160", &drawn, &it.alt)
    }

    /// Days on a line; a small stroke is the end of a quarter.
    pub fn year(&self, it: &YearLine) -> WordPicture {
        let ends: String = it.ends.iter().map(|end| format!("M{end} 50V110")).collect();
        let line = format!(r#"<path d="M0 80H1000M0 50V110{ends}" fill="none" stroke="{LINE}" stroke-width="8"/>"#);
        let dot = |day: &u32| format!(r#"<circle cx="{day}" cy="80" r="30" fill="{}"/>"#, self.accent);
        let days: String = it.days.iter().map(dot).collect();
        picture(COURSE, "-40 0 1080 160", &(line + &days), &it.alt)
    }
}

/// Slanted lines between two places of a bar.
fn hatch(from: u32, to: u32) -> String {
    let (from, to) = (i64::from(from), i64::from(to));
    let mut path = String::new();
    let mut at = from - 40;
    while at < to {
        let (left, right) = (at.max(from), (at + 80).min(to));
        if left < right {
            path.push_str(&format!("M{left} {}L{right} {}", 83 - (left - at), 83 - (right - at)));
        }
        at += 40;
    }
    if path.is_empty() { "M0 0".to_owned() } else { path }
}

/// A colour with much white in it: 38 parts of 100.
fn mixed(colour: &str) -> String {
    let part = |at: usize| {
        let own = colour.get(at..at + 2).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0);
        (own * 38 + 255 * 62) / 100
    };
    format!("#{:02x}{:02x}{:02x}", part(1), part(3), part(5))
}

/// A drawing of such a size, in a room of its own measure. A dot of the PNG is a tenth of a millimetre: 254 to the inch.
fn picture((width, height): (u32, u32), room: &str, drawn: &str, alt: &str) -> WordPicture {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{room}" preserveAspectRatio="xMinYMid meet">{drawn}</svg>"#
    );
    let png = Tree::from_str(&svg, &TreeOptions::default()).ok().zip(Pixmap::new(width, height)).and_then(
        |(tree, mut pixels)| {
            resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
            pixels.encode_png().ok()
        },
    );
    WordPicture { svg, png: png.unwrap_or_default(), width, height, alt: alt.to_owned() }
}
