//! Rings when a file has changed: every open page hears it.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Counts the changes of a run.
#[derive(Debug, Default)]
pub(super) struct Bell {
    rung: Mutex<u64>,
    heard: Condvar,
}

impl Bell {
    pub fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.heard.notify_all();
    }

    /// How often it has rung.
    pub fn count(&self) -> u64 {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it has rung more often than so. None where it does not within the time.
    pub fn wait(&self, since: u64, time: Duration) -> Option<u64> {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.heard.wait_timeout_while(rung, time, |rung| *rung <= since);
        let (rung, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (*rung > since).then_some(*rung)
    }
}
