//! How something stands, in one word: decided, on the way, or not to be said yet.

/// How a goal, a requirement or a part of one stands on the day that it is seen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkState {
    /// Decided: in full, in part, not at all.
    Met,
    Partly,
    NotMet,
    /// Figures so far, with more to come: they keep the target, or do not.
    OnTarget,
    BelowTarget,
    /// Its deadline, or the days that it is measured in, are still to come.
    NotDue,
    /// It was due to be reported, and nothing is known.
    NotReported,
    /// Its figures are known, or will be, and no rule or target says what they give.
    Undecided,
    /// An allonge has taken it out.
    Removed,
}

impl MarkState {
    /// From what is reached to what is gone.
    pub const ALL: [Self; 9] = [
        Self::Met,
        Self::OnTarget,
        Self::Partly,
        Self::BelowTarget,
        Self::NotMet,
        Self::NotReported,
        Self::Undecided,
        Self::NotDue,
        Self::Removed,
    ];
}
