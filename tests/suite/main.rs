//! Every test that looks at the program from outside, in one binary.

mod annex;
mod commands;
mod conforms;
mod contract;
mod credit;
mod findings;
mod hostile;
mod house;
mod house_rules;
mod html;
mod near_misses;
mod nothing_vanishes;
mod pages;
mod reference_figures;
mod reproducible;
mod results;
mod score_command;
mod scoring;
mod scoring_naive;
mod scoring_properties;
mod shapes;
mod snapshots;
mod support;
mod tags;
mod text_is_never_code;
