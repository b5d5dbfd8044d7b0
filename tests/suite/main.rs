//! Every test that looks at the program from outside, in one binary.

mod annex;
mod contract;
mod findings;
mod hostile;
mod house_rules;
mod near_misses;
mod nothing_vanishes;
mod pages;
mod support;
mod tags;
