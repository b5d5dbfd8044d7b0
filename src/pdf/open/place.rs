//! Where objects stand in a file.

use std::collections::BTreeMap;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pdf) enum ObjectPlace {
    /// At a byte of the file, with this generation.
    At(usize, u16),
    /// In the object stream of this number, counted from 0.
    In(u32, usize),
    Nowhere,
}

pub(super) type Places = BTreeMap<u32, ObjectPlace>;
