//! Unsaved texts laid over other files: what an editor has open, what a command is about to write.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{FileType, Files, Memory, Stream};

/// Other files, with some that are to be read in their place.
#[derive(Debug, Clone)]
pub struct Overlay<F> {
    under: F,
    /// By the paths to which they lead.
    buffers: Memory,
}

impl<F: Files> Overlay<F> {
    /// With nothing laid over it yet.
    pub fn over(under: F) -> Self {
        Self { under, buffers: Memory::default() }
    }

    /// Lays a text over a path, be there a file or not.
    pub fn write(&mut self, path: impl AsRef<Path>, text: impl Into<Vec<u8>>) {
        let path = self.leads_to(path.as_ref());
        self.buffers.write(path, text);
    }

    /// Takes a text away: what is under it is read again.
    pub fn remove(&mut self, path: impl AsRef<Path>) {
        let path = self.leads_to(path.as_ref());
        self.buffers.remove(path);
    }

    /// Where a path leads, even if nothing stands there yet: its folder is followed as far as it is there.
    fn leads_to(&self, path: &Path) -> PathBuf {
        let mut missing = Vec::new();
        for above in path.ancestors() {
            let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
            if let Ok(real) = self.under.real(above) {
                return missing.into_iter().rev().fold(real, |real, part| match part {
                    Component::ParentDir => real.parent().unwrap_or(&real).to_owned(),
                    part => real.join(part),
                });
            }
            missing.extend(above.components().next_back());
        }
        path.to_owned()
    }
}

/// What is there under our own texts; where nothing is, why not: that a text of ours is in its way says more.
fn or_under<T>(own: io::Result<T>, under: io::Result<T>) -> io::Result<T> {
    own.or_else(|own| under.map_err(|error| if own.kind() == io::ErrorKind::NotFound { error } else { own }))
}

impl<F: Files + Clone + 'static> Files for Overlay<F> {
    fn share(&self) -> Arc<dyn Files> {
        Arc::new(self.clone())
    }

    fn file_type(&self, path: &Path) -> io::Result<FileType> {
        // What is under it knows links; a path that leads to a text of ours by one is a link all the same.
        match self.under.file_type(path) {
            Ok(FileType::Link) => Ok(FileType::Link),
            under => or_under(self.buffers.file_type(&self.leads_to(path)), under),
        }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let own = self.leads_to(path);
        or_under(self.buffers.file_type(&own).map(|_| own), self.under.real(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let own = self.buffers.list(&self.leads_to(folder)).map(|paths| {
            let names = paths.iter().filter_map(|path| path.file_name());
            names.map(|name| folder.join(name)).collect::<Vec<PathBuf>>()
        });
        match (own, self.under.list(folder)) {
            (Ok(own), Ok(under)) => Ok(own.into_iter().chain(under).collect::<BTreeSet<_>>().into_iter().collect()),
            (Err(own), _) if own.kind() == io::ErrorKind::NotADirectory => Err(own),
            (own, under) => or_under(own, under),
        }
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        or_under(self.buffers.open(&self.leads_to(path)), self.under.open(path))
    }

    fn here(&self) -> io::Result<PathBuf> {
        self.under.here()
    }
}
