//! Why a page cannot be shown, or what was asked for cannot be done.

use crate::language::{Message, Telling, in_words, say};
use crate::render::LayoutError;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageError {
    NotFound,
    TooLarge,
    Forbidden(Message),
    /// What was sent cannot be done.
    Refused(Message),
    /// A fault of the program, or of a template of the user's own.
    Failed(Message),
}

in_words!(PageError);

impl Telling for PageError {
    fn message(&self) -> Message {
        self.told().1
    }
}

impl PageError {
    /// The status of its answer, and why.
    pub fn told(&self) -> (u16, Message) {
        match self {
            Self::NotFound => (404, say!("serve.not-found")),
            Self::TooLarge => (413, say!("serve.too-large")),
            Self::Forbidden(message) => (403, message.clone()),
            Self::Refused(message) => (422, message.clone()),
            Self::Failed(message) => (500, message.clone()),
        }
    }
}

impl From<minijinja::Error> for PageError {
    fn from(error: minijinja::Error) -> Self {
        Self::Failed(say!("serve.template", error = format!("{error:#}")))
    }
}

impl From<LayoutError> for PageError {
    fn from(error: LayoutError) -> Self {
        Self::Failed(error.message())
    }
}
