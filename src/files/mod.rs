//! Where files are read from: the disk, memory, or the disk with unsaved texts laid over it.
//!
//! In: paths. Out: what stands there, through the trait [`Files`]. Whoever reads a plan's data asks it and nobody else, so
//! that a command, a server and an editor read by the same rules. Nothing here writes.

mod disk;
mod memory;
mod name;
mod overlay;

pub use disk::Disk;
pub use memory::Memory;
pub use name::{DecomposedLetter, composed, decomposed, ending, find, is_named, written_byte};
pub use overlay::Overlay;

use crate::language::{Message, Telling, in_words, say};
use std::fmt;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What stands at a path itself: a link is a link, wherever it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileType {
    File,
    Folder,
    Link,
    /// A pipe, a device: nothing that a text can be read from.
    Other,
}

/// A file that is read bit by bit.
pub trait Stream: Read + Seek + Send {}

impl<T: Read + Seek + Send> Stream for T {}

/// Files and folders that can be read. Errors are the file system's own, wherever the files are.
pub trait Files: fmt::Debug + Send + Sync {
    /// The same files as they are now, for whoever keeps them.
    fn share(&self) -> Arc<dyn Files>;

    /// What stands at a path.
    ///
    /// # Errors
    /// Nothing stands there, or it cannot be looked at.
    fn file_type(&self, path: &Path) -> io::Result<FileType>;

    /// Where a path leads when every link in it is followed, from the root and without `..`.
    ///
    /// # Errors
    /// Nothing stands there, or a link in it leads nowhere.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;

    /// The paths of what stands in a folder, in their order.
    ///
    /// # Errors
    /// No folder, or one that cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// A file of any size.
    ///
    /// # Errors
    /// No file, or one that cannot be read.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>>;

    /// The folder that relative paths begin at.
    ///
    /// # Errors
    /// It is gone, or cannot be looked at.
    fn here(&self) -> io::Result<PathBuf>;

    /// The bytes of a file, links followed. A file that grows while it is read is too large like any other.
    ///
    /// # Errors
    /// No file, one that cannot be read, or one with more than so many bytes.
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        if self.file_type(&self.real(path)?)? == FileType::Other {
            return Err(neither().into());
        }
        let mut file = self.open(path)?;
        let mut bytes = Vec::new();
        file.by_ref().take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(ReadError::TooLarge { size: file.seek(io::SeekFrom::End(0))? });
        }
        Ok(bytes)
    }

    /// Whether a path leads to a file.
    fn is_file(&self, path: &Path) -> bool {
        self.real(path).and_then(|real| self.file_type(&real)).is_ok_and(|what| what == FileType::File)
    }

    /// Whether a path leads to a folder.
    fn is_folder(&self, path: &Path) -> bool {
        self.real(path).and_then(|real| self.file_type(&real)).is_ok_and(|what| what == FileType::Folder)
    }

    /// Whether a path leads anywhere.
    fn exists(&self, path: &Path) -> bool {
        self.real(path).is_ok()
    }
}

impl Files for Arc<dyn Files> {
    fn share(&self) -> Arc<dyn Files> {
        Self::clone(self)
    }

    fn file_type(&self, path: &Path) -> io::Result<FileType> {
        (**self).file_type(path)
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        (**self).real(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        (**self).list(folder)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        (**self).open(path)
    }

    fn here(&self) -> io::Result<PathBuf> {
        (**self).here()
    }
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    Unreadable(#[from] io::Error),
    TooLarge { size: u64 },
}

in_words!(ReadError);

impl Telling for ReadError {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable(inner) => inner.message(),
            Self::TooLarge { size } => say!("read.too-large", size = size),
        }
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unreadable(error) => error,
            ReadError::TooLarge { .. } => Self::new(io::ErrorKind::FileTooLarge, error.message()),
        }
    }
}

/// What is said of a pipe or a device.
fn neither() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, say!("io.neither"))
}

/// What a file system says of what is not there, of a folder that is to be read as a file, and of a file as a folder.
fn refused(kind: io::ErrorKind) -> io::Error {
    // By its number, so that it reads as the file system's own.
    match kind {
        io::ErrorKind::NotFound => io::Error::from_raw_os_error(2),
        io::ErrorKind::NotADirectory if cfg!(unix) => io::Error::from_raw_os_error(20),
        io::ErrorKind::IsADirectory if cfg!(unix) => io::Error::from_raw_os_error(21),
        kind => kind.into(),
    }
}
