//! Cases that stand in the files more than once, by their numbers: each row counts, and whoever imports them is told.
//!
//! A number is kept as the figures in it and the shape that they stand in: `S-2023/117` is 2023117 in `S-0000/000`. Of the two
//! the text can be told again, so that no two numbers are ever taken for one, and a case costs eight bytes. A text that is no
//! such number is kept whole.

use std::collections::BTreeMap;

use super::text::{MOST_NAMED, first_of, shown};
use crate::language::{Message, say};

/// How many bits of a key are figures, and how many figures they hold at most.
const FIGURE_BITS: u32 = 47;
const MOST_FIGURES: usize = 14;
/// So many shapes have room above the figures; what comes later is kept whole.
const MOST_SHAPES: usize = 1 << 16;
/// Of the key of a text that is kept whole.
const WHOLE: u64 = 1 << 63;

/// The numbers of some rows' cases, in the order of the rows.
#[derive(Debug, Default)]
pub(super) struct NumberList {
    text: String,
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl NumberList {
    pub fn push(&mut self, number: &str) {
        self.text.push_str(number);
        self.ends.push(self.text.len());
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.text[*start..*end])
    }
}

/// The numbers of the cases that were counted.
#[derive(Debug, Default)]
pub(super) struct CaseNumbers {
    shapes: BTreeMap<Vec<u8>, u64>,
    /// The shape that was met last, with its key: most of a file's numbers have one.
    last: (Vec<u8>, u64),
    whole: BTreeMap<String, u64>,
    /// Those of earlier files, sorted.
    earlier: Vec<u64>,
    /// Those of the file that is read, in its order.
    read: Vec<u64>,
}

impl CaseNumbers {
    /// Empties the list. A case without a number is no other's.
    pub fn take(&mut self, numbers: &mut NumberList) {
        for number in numbers.iter().filter(|number| !number.is_empty()) {
            let key = self.key(number);
            self.read.push(key);
        }
        numbers.clear();
    }

    /// The same for the same text, and for no other.
    fn key(&mut self, number: &str) -> u64 {
        let count = number.bytes().filter(u8::is_ascii_digit).count();
        let shape = (count <= MOST_FIGURES).then(|| self.shape(number)).flatten();
        let figure = |sum: u64, digit: u8| sum * 10 + u64::from(digit - b'0');
        match shape {
            Some(shape) => shape << FIGURE_BITS | number.bytes().filter(u8::is_ascii_digit).fold(0, figure),
            None => {
                let next = WHOLE | self.whole.len() as u64;
                self.whole.get(number).copied().unwrap_or_else(|| *self.whole.entry(number.to_owned()).or_insert(next))
            }
        }
    }

    /// The number of a number's shape. None where there is no room for another one.
    fn shape(&mut self, number: &str) -> Option<u64> {
        let shape = number.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
        if self.last.0.iter().copied().eq(shape.clone()) {
            return Some(self.last.1);
        }
        let shape: Vec<u8> = shape.collect();
        let next = self.shapes.len();
        let known = self.shapes.get(&shape).copied();
        let known = known.or_else(|| {
            let is_room = next < MOST_SHAPES;
            is_room.then(|| *self.shapes.entry(shape.clone()).or_insert(next as u64))
        })?;
        self.last = (shape, known);
        Some(known)
    }

    /// The text that has a key.
    fn text(&self, key: u64) -> String {
        if key & WHOLE != 0 {
            return self
                .whole
                .iter()
                .find(|(_, known)| **known == key)
                .map(|(text, _)| text.clone())
                .unwrap_or_default();
        }
        let shape = self.shapes.iter().find(|(_, known)| **known == key >> FIGURE_BITS).map(|(shape, _)| shape.clone());
        let mut text = shape.unwrap_or_default();
        let mut figures = key & ((1 << FIGURE_BITS) - 1);
        for byte in text.iter_mut().rev().filter(|byte| **byte == b'0') {
            *byte = b'0' + (figures % 10) as u8;
            figures /= 10;
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    /// What to tell of the file that was read.
    pub fn note(&mut self) -> Option<Message> {
        let read = std::mem::take(&mut self.read);
        let mut sorted = read.clone();
        sorted.sort_unstable();
        let is_earlier = |key: u64| self.earlier.binary_search(&key).is_ok();
        // Each that stands again, with whether one of it was met.
        let mut again: Vec<(u64, bool)> = sorted
            .chunk_by(u64::eq)
            .map(|same| (same[0], is_earlier(same[0]), same.len()))
            .filter(|(_, earlier, count)| *earlier || *count > 1)
            .map(|(key, earlier, _)| (key, earlier))
            .collect();
        let (mut named, mut count) = (Vec::new(), 0);
        for key in if again.is_empty() { &[] } else { read.as_slice() } {
            let Ok(place) = again.binary_search_by_key(key, |(known, _)| *known) else { continue };
            if !std::mem::replace(&mut again[place].1, true) {
                continue;
            }
            count += 1;
            if named.len() < MOST_NAMED {
                named.push(format!("`{}`", shown(&self.text(*key))));
            }
        }
        drop(read);
        if self.earlier.is_empty() {
            self.earlier = sorted;
        } else {
            self.earlier.extend(sorted);
            // Two sorted ones are put together in one pass.
            self.earlier.sort();
        }
        (count > 0).then(|| say!("row.repeated", numbers = first_of(&named, count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(of: impl IntoIterator<Item = String>) -> NumberList {
        let mut list = NumberList::default();
        of.into_iter().for_each(|number| list.push(&number));
        list
    }

    #[test]
    fn every_number_has_a_key_of_its_own_and_is_told_from_it() {
        let mut known = CaseNumbers::default();
        let mut keys = BTreeMap::new();
        let alike = ["7", "07", "007", "70", "7-0", "-70", "70-", "S-7", "s-7", "7 0", "0", "00", "å-7", "S", "٧"]
            .map(str::to_owned);
        let long = (0..40).map(|length| "9".repeat(length + 1));
        let far = ["99999999999999", "100000000000000", "a99999999999999"].map(str::to_owned);
        let one_each =
            (0..MOST_SHAPES + 100).map(|count| format!("{count:016b}").replace('0', "a").replace('1', "b") + "-1");
        for text in alike.into_iter().chain(long).chain(far).chain(one_each) {
            let key = known.key(&text);
            assert_eq!(known.key(&text), key);
            assert_eq!(*keys.entry(key).or_insert(text.clone()), text, "{key}");
        }
        for (key, text) in keys.iter().step_by(997) {
            assert_eq!(known.text(*key), *text);
        }
    }

    #[test]
    fn of_many_numbers_those_that_stand_again_are_told_in_the_order_of_the_file() {
        let mut known = CaseNumbers::default();
        known.take(&mut numbers((0..5000).map(|number| format!("2023-{:06}", number * 7919 % 5003))));
        assert!(known.note().is_none());
        known.take(&mut numbers(["2023-000017", "x", "", "", "x", "2023-0017", "x"].map(str::to_owned)));
        let told = known.note().unwrap().to_string();
        assert!(told.ends_with(": `2023-000017`, `x`, `x`"), "{told}");
        known.take(&mut numbers((0..12).map(|number| format!("2023-{number:06}"))));
        assert!(known.note().unwrap().to_string().contains("and 2 more"));
    }
}
