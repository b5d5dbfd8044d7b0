//! Files with something done to their bytes, as few things as show a fault.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use proptest::prelude::*;

/// One thing that is done. Places are shares of the file's length, so that they are places in any file.
#[derive(Debug, Clone)]
pub enum Mutation {
    Byte(u16, u8),
    Insert(u16, Vec<u8>),
    /// A piece of the format's own, by its place among them.
    Piece(u16, usize),
    /// So many bytes.
    Remove(u16, u8),
    /// So many bytes, so many times more.
    Repeat(u16, u8, u8),
    /// So many bytes to another place.
    Move(u16, u16, u8),
    /// The next number becomes another.
    Number(u16, &'static str),
    Cut(u16),
}

const NUMBERS: [&str; 9] = ["0", "1", "-1", "255", "65536", "2147483648", "4294967295", "99999999999999999999", "1.5"];

/// One to four of them.
pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let place = any::<u16>;
    let one = prop_oneof![
        3 => (place(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        2 => (place(), prop::collection::vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        4 => (place(), any::<usize>()).prop_map(|(at, piece)| Mutation::Piece(at, piece)),
        2 => (place(), 1..=u8::MAX).prop_map(|(at, length)| Mutation::Remove(at, length)),
        2 => (place(), 1..=u8::MAX, 1..20_u8).prop_map(|(at, length, times)| Mutation::Repeat(at, length, times)),
        2 => (place(), place(), 1..=u8::MAX).prop_map(|(from, to, length)| Mutation::Move(from, to, length)),
        3 => (place(), prop::sample::select(&NUMBERS)).prop_map(|(at, number)| Mutation::Number(at, number)),
        1 => place().prop_map(Mutation::Cut),
    ];
    prop::collection::vec(one, 1..5)
}

/// A file with all of it done, one after the other.
pub fn mutated(whole: &[u8], mutations: &[Mutation], pieces: &[&str]) -> Vec<u8> {
    mutations.iter().fold(whole.to_vec(), |bytes, one| with(bytes, one, pieces))
}

fn with(mut bytes: Vec<u8>, mutation: &Mutation, pieces: &[&str]) -> Vec<u8> {
    let length = bytes.len();
    let place = |share: u16| length * usize::from(share) / (usize::from(u16::MAX) + 1);
    let range = |at: u16, count: u8| place(at)..(place(at) + usize::from(count)).min(length);
    match mutation {
        Mutation::Byte(at, byte) => {
            if let Some(there) = bytes.get_mut(place(*at)) {
                *there = *byte;
            }
        }
        Mutation::Insert(at, more) => drop(bytes.splice(place(*at)..place(*at), more.iter().copied())),
        Mutation::Piece(at, piece) => {
            let piece = pieces[piece % pieces.len()];
            bytes.splice(place(*at)..place(*at), piece.bytes());
        }
        Mutation::Remove(at, count) => drop(bytes.drain(range(*at, *count))),
        Mutation::Repeat(at, count, times) => {
            let more = bytes[range(*at, *count)].repeat(usize::from(*times));
            bytes.splice(place(*at)..place(*at), more);
        }
        Mutation::Move(from, to, count) => {
            let taken: Vec<u8> = bytes.drain(range(*from, *count)).collect();
            let to = place(*to).min(bytes.len());
            bytes.splice(to..to, taken);
        }
        Mutation::Number(at, number) => {
            let digits = bytes[place(*at)..].iter().position(u8::is_ascii_digit).map(|digit| place(*at) + digit);
            if let Some(start) = digits {
                let count = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                bytes.splice(start..start + count, number.bytes());
            }
        }
        Mutation::Cut(at) => bytes.truncate(place(*at)),
    }
    bytes
}

/// Files that are run as they are: each once broke a reader.
pub fn kept(reader: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = super::repository("tests/any_bytes").join(reader);
    super::plan::files(&folder).into_iter().map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect()
}

/// Reads a file, and leaves it in `target/tmp/` where that fails: the last one is the smallest.
pub fn tried(reader: &str, bytes: &[u8], read: impl Fn(&[u8])) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| read(bytes))) {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("any-bytes-{reader}"));
        super::write(&path, bytes);
        println!("kept in {}: put it into tests/any_bytes/{reader}/", path.display());
        resume_unwind(panic);
    }
}
