//! Runs at once are kept apart: each holds a folder while it reads and changes what stands in it.
//!
//! It is the folder itself that is locked. Nothing is left behind in it, one that may not be written to can be held, and the
//! system lets go of it when the run ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// What a folder is held for: many can read at once, one can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Reading,
    Changing,
}

/// A folder that no other run changes for as long as this lives.
#[derive(Debug)]
#[must_use]
pub struct Held(#[expect(dead_code, reason = "it is let go of when it is dropped")] File);

/// Holds a folder. Where another run holds it, `waits` is called once, and then waited.
///
/// # Errors
/// No folder, or a file system that knows no locks, as some of networks.
pub fn hold(folder: &Path, purpose: Purpose, waits: &dyn Fn()) -> io::Result<Held> {
    let file = to_lock(folder)?;
    let tried = match purpose {
        Purpose::Reading => file.try_lock_shared(),
        Purpose::Changing => file.try_lock(),
    };
    match tried {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            waits();
            match purpose {
                Purpose::Reading => file.lock_shared()?,
                Purpose::Changing => file.lock()?,
            }
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(Held(file))
}

#[cfg(unix)]
fn to_lock(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Where folders cannot be locked, a file among the temporary ones stands for each.
#[cfg(not(unix))]
fn to_lock(folder: &Path) -> io::Result<File> {
    let name = crate::fingerprint::Fingerprint::of_bytes(folder.canonicalize()?.as_os_str().as_encoded_bytes());
    let path = std::env::temp_dir().join(format!("resultatplan-{name}.lock"));
    File::options().create(true).truncate(false).write(true).open(path)
}
