//! The colours that text is set in, and what lies behind it.
#![expect(clippy::disallowed_types, reason = "colours and places on a page are no points, shares or money")]

use lopdf::content::Operation;
use lopdf::{Document, Object, ObjectId};

/// Red, green and blue, each from 0 to 1.
pub type Colour = [f64; 3];

const WHITE: Colour = [1.0; 3];

/// A piece of text that is shown.
#[derive(Debug)]
pub struct Shown {
    pub text: Colour,
    /// Of the last area that was filled where it stands; nothing where that is a pattern.
    pub behind: Option<Colour>,
}

impl Shown {
    /// How far lighter the lighter of both is, by WCAG 2: 1 for the same colour, 21 for black on white.
    pub fn contrast(&self) -> f64 {
        let Some(behind) = self.behind else { return 1.0 };
        let (one, other) = (luminance(self.text), luminance(behind));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}

fn luminance(colour: Colour) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn contrast_is_measured_as_wcag_does() {
    let of = |text: Colour, behind: Colour| Shown { text, behind: Some(behind) }.contrast();
    assert!((of([0.0; 3], WHITE) - 21.0).abs() < 0.001);
    assert!((of(WHITE, WHITE) - 1.0).abs() < 0.001);
    // #767676 is the lightest grey that reaches 4.5 on white.
    assert!(of([118.0 / 255.0; 3], WHITE) >= 4.5 && of([119.0 / 255.0; 3], WHITE) < 4.5);
}

/// `x' = a x + c y + e`, `y' = b x + d y + f`.
pub(super) type Matrix = [f64; 6];

pub(super) fn joined([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix) -> Matrix {
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

pub(super) type Point = (f64, f64);

pub(super) fn moved([a, b, c, d, e, f]: Matrix, x: f64, y: f64) -> Point {
    (a * x + c * y + e, b * x + d * y + f)
}

#[derive(Clone, Copy)]
struct State {
    matrix: Matrix,
    fill: Option<Colour>,
}

/// Every piece of text of a page.
pub fn shown(file: &Document, page: ObjectId) -> Vec<Shown> {
    let content = file.get_and_decode_page_content(page).expect("content");
    let mut states = vec![State { matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], fill: Some([0.0; 3]) }];
    let mut path: Vec<Point> = Vec::new();
    let mut filled: Vec<(Vec<Point>, Option<Colour>)> = Vec::new();
    let mut text = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let mut found = Vec::new();
    for Operation { operator, operands } in &content.operations {
        let numbers: Vec<f64> = operands.iter().filter_map(|one| Some(f64::from(one.as_float().ok()?))).collect();
        let state = states.last_mut().expect("a state");
        match operator.as_str() {
            "q" => {
                let same = *state;
                states.push(same);
            }
            "Q" => drop(states.pop()),
            "cm" => state.matrix = joined(matrix(&numbers), state.matrix),
            "g" | "rg" | "scn" | "sc" => state.fill = colour(&numbers, operands),
            "m" | "l" => path.push(moved(state.matrix, numbers[0], numbers[1])),
            "c" => path.push(moved(state.matrix, numbers[4], numbers[5])),
            "re" => {
                for (x, y) in [(0.0, 0.0), (numbers[2], numbers[3])] {
                    path.push(moved(state.matrix, numbers[0] + x, numbers[1] + y));
                }
            }
            "f" | "f*" | "B" | "B*" | "b" | "b*" => filled.push((std::mem::take(&mut path), state.fill)),
            "n" | "S" | "s" => path.clear(),
            "Tm" => text = matrix(&numbers),
            "Tj" | "TJ" => {
                let (x, y) = moved(joined(text, state.matrix), 0.5, 1.0);
                let area = filled.iter().rev().find(|(corners, _)| covers(corners, x, y));
                let behind = area.map_or(Some(WHITE), |(_, colour)| *colour);
                found.push(Shown { text: state.fill.expect("text has a colour"), behind });
            }
            // Text is placed by `Tm` alone.
            "Td" | "TD" | "T*" | "'" | "\"" | "k" => panic!("{operator} is not read"),
            _ => {}
        }
    }
    found
}

pub(super) fn matrix(numbers: &[f64]) -> Matrix {
    numbers.try_into().expect("six numbers")
}

/// Grey or three colours; nothing where a pattern is named.
fn colour(numbers: &[f64], operands: &[Object]) -> Option<Colour> {
    match *numbers {
        [grey] => Some([grey; 3]),
        [red, green, blue] => Some([red, green, blue]),
        _ => {
            assert!(operands.last().is_some_and(|one| one.as_name().is_ok()), "{operands:?} is no colour");
            None
        }
    }
}

/// Whether an area reaches over a point, taken as the box around its corners.
fn covers(corners: &[Point], x: f64, y: f64) -> bool {
    let within = |of: fn(&Point) -> f64, at: f64| {
        let (least, most) = corners.iter().map(of).fold((f64::MAX, f64::MIN), |(l, m), one| (l.min(one), m.max(one)));
        least <= at && at <= most
    };
    within(|corner| corner.0, x) && within(|corner| corner.1, y)
}
