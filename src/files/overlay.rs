//! Unsaved texts laid over other files: what an editor has open, what a command is about to write.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
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
                return missing.into_iter().rev().fold(real, |real, name| real.join(name));
            }
            missing.extend(above.components().next_back());
        }
        path.to_owned()
    }
}

impl<F: Files + Clone + 'static> Files for Overlay<F> {
    fn share(&self) -> Arc<dyn Files> {
        Arc::new(self.clone())
    }

    fn file_type(&self, path: &Path) -> io::Result<FileType> {
        // What is under it knows links; a path that leads to a text of ours by one is a link all the same.
        match self.under.file_type(path) {
            Ok(FileType::Link) => Ok(FileType::Link),
            known => self.buffers.file_type(&self.leads_to(path)).or(known),
        }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.under.real(path).or_else(|error| {
            let path = self.leads_to(path);
            if self.buffers.exists(&path) { Ok(path) } else { Err(error) }
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let own = self.buffers.list(&self.leads_to(folder)).unwrap_or_default();
        let own = own.iter().filter_map(|path| path.file_name()).map(|name| folder.join(name));
        match self.under.list(folder) {
            Ok(paths) => Ok(paths.into_iter().chain(own).collect::<BTreeSet<_>>().into_iter().collect()),
            Err(error) => {
                let own: Vec<PathBuf> = own.collect();
                if own.is_empty() { Err(error) } else { Ok(own) }
            }
        }
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        let real = self.leads_to(path);
        if self.buffers.get(&real).is_some() { self.buffers.open(&real) } else { self.under.open(path) }
    }

    fn here(&self) -> io::Result<PathBuf> {
        self.under.here()
    }
}
