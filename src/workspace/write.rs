//! Files that are written whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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
        let mut builder = tempfile::Builder::new();
        builder.prefix(".resultatplan-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: a temporary one is its owner's alone.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        Ok(Self { path: path.to_owned(), file: BufWriter::new(builder.tempfile_in(folder)?) })
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
        let refused = |error: io::Error| io::Error::new(error.kind(), format!("`{}`: {error}", path.display()));
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
