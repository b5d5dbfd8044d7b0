//! How wide the columns of a table are: by what stands in them.

/// Tenths of a millimetre that a letter of a table takes, and what parts columns.
const LETTER: u32 = 18;
const GUTTER: u32 = 34;
/// A line that is no longer is not broken where there is room.
const SHORT: u32 = 330;
/// No column asks for more.
const MOST: u32 = 850;

/// The widths of columns that share a width, by the lines of their cells and the least that each takes for what is drawn.
pub(super) fn fitted(cells: &[Vec<String>], drawn: &[u32], whole: u32) -> Vec<u32> {
    let letters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX / LETTER).min(200) * LETTER;
    let need = |column: &Vec<String>, least: u32, short: u32| {
        let words = column.iter().flat_map(|cell| cell.split([' ', '\n', '-', '/'])).map(letters).max().unwrap_or(0);
        let lines = column.iter().flat_map(|cell| cell.lines()).map(letters).max().unwrap_or(0);
        let words = words.max(if lines <= short { lines } else { 0 }).max(least).min(MOST) + GUTTER;
        (words, lines.min(MOST).max(words - GUTTER) + GUTTER)
    };
    let needs = |short: u32| -> Vec<(u32, u32)> {
        let columns = cells.iter().zip(drawn.iter().chain(std::iter::repeat(&0)));
        columns.map(|(column, least)| need(column, *least, short)).collect()
    };
    let least_of = |needs: &[(u32, u32)]| needs.iter().map(|need| need.0).sum::<u32>();
    // Short lines stay whole where there is room for them; words do before they do.
    let needs = Some(needs(SHORT)).filter(|needs| least_of(needs) <= whole).unwrap_or_else(|| needs(0));
    let (least, most): (u32, u32) = (least_of(&needs), needs.iter().map(|need| need.1).sum());
    let mut widths: Vec<u32> = if most <= whole {
        // What is left goes to the widest.
        let widest = (0..needs.len()).rev().max_by_key(|at| needs[*at].1);
        let width = |(at, need): (usize, &(u32, u32))| need.1 + if Some(at) == widest { whole - most } else { 0 };
        needs.iter().enumerate().map(width).collect()
    } else if least <= whole {
        let (spare, wish) = (u64::from(whole - least), u64::from((most - least).max(1)));
        let share = |need: &(u32, u32)| u32::try_from(u64::from(need.1 - need.0) * spare / wish).unwrap_or(0);
        needs.iter().map(|need| need.0 + share(need)).collect()
    } else {
        let part = |need: &(u32, u32)| u32::try_from(u64::from(need.0) * u64::from(whole) / u64::from(least.max(1)));
        needs.iter().map(|need| part(need).unwrap_or(0)).collect()
    };
    // To the tenth.
    let used: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += whole.saturating_sub(used);
    }
    widths
}
