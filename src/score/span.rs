//! What can still be reached: from the least to the most.

/// Both ends included; they are equal when nothing is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span<T> {
    pub least: T,
    pub most: T,
}

impl<T: Clone + PartialEq> Span<T> {
    /// What is known.
    pub fn exactly(value: T) -> Self {
        Self { least: value.clone(), most: value }
    }

    pub fn is_closed(&self) -> bool {
        self.least == self.most
    }

    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> Span<U> {
        Span { least: change(&self.least), most: change(&self.most) }
    }
}
