//! Files that are written whole or not at all.

use std::fs::{DirEntry, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::language::{Message, Telling, in_words, say};
use tempfile::NamedTempFile;

/// How the name of a file begins that is not whole yet.
const TEMPORARY: &str = ".resultatplan-";

/// Takes away what a run has left in a folder that was ended in the middle of a file. What is being written stays.
fn clear(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_left = |entry: &DirEntry| {
        let is_file = entry.file_type().is_ok_and(|what| what.is_file());
        is_file && entry.file_name().as_encoded_bytes().starts_with(TEMPORARY.as_bytes())
    };
    for path in entries.filter(is_left).map(|entry| entry.path()) {
        if let Ok(file) = File::open(&path)
            && file.try_lock().is_ok()
        {
            // Where it cannot be taken away it does no harm.
            let _ = std::fs::remove_file(&path);
        }
    }
}

/// The first link on the way from a folder to what has a name below it. The folder itself is named by whoever runs the command.
pub fn link_below(folder: &Path, name: &Path) -> Option<PathBuf> {
    let mut path = folder.to_owned();
    name.components().find_map(|part| {
        path.push(part);
        path.is_symlink().then(|| path.clone())
    })
}

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    /// Whether a file that stands there gives way.
    pub may_replace: bool,
}

impl Edit {
    /// In place of what stands there, if anything does.
    pub fn replacing(path: PathBuf, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path, bytes: bytes.into(), may_replace: true }
    }

    /// Where nothing stands.
    pub fn new(path: PathBuf, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path, bytes: bytes.into(), may_replace: false }
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// A file that stands there and is not to be replaced, and what the file system refuses.
    pub fn save(&self) -> Result<(), SaveError> {
        let write = if self.may_replace { write_whole } else { write_new };
        write(&self.path, &self.bytes).map_err(|error| SaveError { path: self.path.clone(), error })
    }
}

/// A file that could not be written. What stood there is untouched.
#[derive(Debug, thiserror::Error)]
pub struct SaveError {
    pub path: PathBuf,
    pub error: io::Error,
}

in_words!(SaveError);

impl Telling for SaveError {
    fn message(&self) -> Message {
        let Self { path, error } = self;
        say!("save", path = path.display(), error = error)
    }
}

/// Writes a file beside its place and moves it there: a reader sees the earlier file or the new one, never a half.
///
/// # Errors
/// What the file system refuses; the earlier file is then untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = WholeFile::begin(path)?;
    file.write_all(bytes)?;
    file.keep()
}

/// Writes a file where there is none.
///
/// # Errors
/// A file that is there already, and what the file system refuses.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = WholeFile::begin(path)?;
    file.write_all(bytes)?;
    file.keep_new()
}

/// A file that is written bit by bit, and stands in its place only when it is kept.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// # Errors
    /// What the file system refuses.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        clear(folder);
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: a temporary one is its owner's alone.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        loop {
            let file = builder.tempfile_in(folder)?;
            // Locked for as long as it is written: who clears a folder sees that somebody is at it. Where one was faster than
            // this lock, the file is gone.
            let is_ours = !matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
            if is_ours && file.path().exists() {
                return Ok(Self { path: path.to_owned(), file: BufWriter::new(file) });
            }
        }
    }

    /// Moves it to its place.
    ///
    /// # Errors
    /// What the file system refuses; the earlier file is then untouched.
    pub fn keep(self) -> io::Result<()> {
        let path = self.path.clone();
        self.synced()?.persist(&path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Moves it to its place if nothing stands there.
    fn keep_new(self) -> io::Result<()> {
        let path = self.path.clone();
        let refused =
            |error: io::Error| io::Error::new(error.kind(), say!("file-error", path = path.display(), error = error));
        self.synced()?.persist_noclobber(&path).map_err(|error| refused(error.error))?;
        Ok(())
    }

    fn synced(self) -> io::Result<NamedTempFile> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        // Without it a power cut could leave the new name on an empty file.
        file.as_file().sync_data()?;
        Ok(file)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
