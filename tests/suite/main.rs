//! Every test that looks at the program from outside, in one binary.

mod credit;
mod findings;
mod hostile;
mod house_rules;
mod pages;
mod results;
mod score_command;
mod scoring;
mod scoring_naive;
mod scoring_properties;
mod support;
