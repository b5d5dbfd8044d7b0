//! scratch
pub mod assets;
pub mod check;
pub mod diagnostic;
pub mod load;
pub mod plan;
pub mod prose;
pub mod quantity;
pub mod source;
