//! Work on all cores, each piece by itself: one that panics fails alone.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::language::{Message, Telling, in_words, say};

/// A fault of the program: what it said when it panicked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Panicked(String);

in_words!(Panicked);

impl Telling for Panicked {
    fn message(&self) -> Message {
        say!("panicked", what = self.0)
    }
}

thread_local! {
    /// Where this thread panicked last. Who catches a panic gets its words alone.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Lets a panic say nothing by itself: whoever catches it tells of it, with its place in the code. For the whole process, so
/// it is the program's to ask for.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| PLACE.set(panic.location().map(ToString::to_string))));
}

/// Does a piece of work.
///
/// # Errors
/// What the program said when it panicked. What it may have left half done is the work's own, and is given up with it.
pub fn caught<R>(work: impl FnOnce() -> R) -> Result<R, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let place = PLACE.take().map(|place| format!(" ({place})"));
        Panicked(said(&*panic) + &place.unwrap_or_default())
    })
}

/// How many pieces of work can be done at once.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does each piece of work on all cores. The results stand in the order of the pieces.
pub(super) fn on_all_cores<T: Sync, R: Send>(pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<Result<R, Panicked>> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let take = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(index) else { break };
            let result = caught(|| work(piece));
            results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..cores().min(pieces.len()) {
            scope.spawn(take);
        }
        take();
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The words of a panic, which are a text in all but the oddest cases.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
    text.unwrap_or("…").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_that_panics_fails_alone_and_says_why() {
        let pieces: Vec<u32> = (0..50).collect();
        let done = on_all_cores(&pieces, |piece| {
            assert!(piece % 7 != 3, "no {piece}");
            piece * 2
        });
        for (piece, result) in pieces.iter().zip(done) {
            let expected = if piece % 7 == 3 { Err(Panicked(format!("no {piece}"))) } else { Ok(piece * 2) };
            assert_eq!(result, expected);
        }
    }

    #[test]
    fn nothing_to_do_is_done() {
        assert_eq!(on_all_cores(&[], |piece: &u32| *piece), []);
    }
}
