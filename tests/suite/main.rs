//! All tests that see the program from outside, in one binary.

// Tests write broken and half files on purpose.
#![allow(clippy::disallowed_methods)]

mod annex;
mod contract;
mod support;
mod tags;
