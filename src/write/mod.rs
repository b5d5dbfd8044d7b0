//! Typed parts of a plan → what a file says of them.
//!
//! In: a [`Plan`](crate::plan::Plan), or a part of it. Out: a [`Value`], keys and words as the plan's files have them,
//! which compares key by key and writes itself as YAML. What is written loads to an equal part: nothing is left out but
//! what is not of the plan's meaning (comments, sources, the spelling of quantities).

mod credit;
mod goal;
mod measure;
mod plan;
mod requirement;
mod results;
mod value;
mod yaml;

pub use goal::{goal, goal_words, group_words};
pub use plan::{budget, plan_files, plan_words, section, signer};
pub use requirement::{requirement, requirement_words};
pub use results::observation;
pub use value::{Map, Value};
pub use yaml::{entry, entry_in_flow, in_flow, on_one_line, quoted, value};
