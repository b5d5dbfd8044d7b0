//! Whether a deliverable is there.

use crate::quantity::Date;

/// How far a deliverable has come, as far as is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The first day that it is told to be delivered.
    On(Date),
    /// Not there, and the deadline has passed.
    Overdue,
    /// The deadline has passed, and nobody has said whether it is there.
    Unreported,
    /// It can still come in time.
    Awaited,
}
