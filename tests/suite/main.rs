//! Every test that looks at the program from outside, in one binary.

mod annex;
mod commands;
mod conforms;
mod contract;
mod findings;
mod hostile;
mod house_rules;
mod near_misses;
mod nothing_vanishes;
mod pages;
mod reference_figures;
mod reproducible;
mod support;
mod tags;
mod text_is_never_code;
