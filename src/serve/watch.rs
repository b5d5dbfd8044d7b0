//! Tells the workbench of files that change, by whatever program.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::workbench::Workbench;
use crate::language::{Message, Telling, in_words, say};

/// One file that is written is several events: what comes so soon after another belongs to it.
const TOGETHER: Duration = Duration::from_millis(5);

/// Watches for as long as it lives.
#[derive(Debug)]
#[must_use]
pub struct Watch(#[expect(dead_code, reason = "it stops when it is dropped")] RecommendedWatcher);

/// The folder cannot be watched: pages then change when they are loaded again.
#[derive(Debug, thiserror::Error)]
pub struct WatchError(notify::Error);

in_words!(WatchError);

impl Telling for WatchError {
    fn message(&self) -> Message {
        say!("serve.not-watched", error = self.0.to_string())
    }
}

/// Begins to watch the folder served, and the files above it that its plans share.
///
/// # Errors
/// The system refuses.
pub fn watch(workbench: &Arc<Workbench>) -> Result<Watch, WatchError> {
    let (sender, receiver) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody hears it where the workbench has ended.
        let _ = sender.send(event);
    })
    .map_err(WatchError)?;
    watcher.watch(workbench.shelf.real_root(), RecursiveMode::Recursive).map_err(WatchError)?;
    for above in workbench.shelf.real_root().ancestors().skip(1).take(2) {
        // What an institution or a ministry shares stands there where a single plan is served.
        let _ = watcher.watch(above, RecursiveMode::NonRecursive);
    }
    let workbench = Arc::clone(workbench);
    std::thread::spawn(move || hear(&workbench, &receiver));
    Ok(Watch(watcher))
}

fn hear(workbench: &Workbench, receiver: &Receiver<notify::Result<Event>>) {
    while let Ok(first) = receiver.recv() {
        let mut paths = paths(first);
        while let Ok(next) = receiver.recv_timeout(TOGETHER) {
            paths.extend(self::paths(next));
        }
        if !paths.is_empty() {
            workbench.changed(&paths);
        }
    }
}

/// The files that an event is about: none where a file was only read, or is not whole yet.
fn paths(event: notify::Result<Event>) -> Vec<PathBuf> {
    match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => Vec::new(),
        Ok(event) => event.paths.into_iter().filter(|path| !is_passing(path)).collect(),
        Err(error) => error.paths,
    }
}

/// Whether a file is one that a program makes on the way to another.
fn is_passing(path: &std::path::Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with(".resultatplan-") || name.ends_with('~') || name.ends_with(".swp")
}
