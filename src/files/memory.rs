//! Files in memory: those of a test, or of whoever has a plan's texts and no disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{FileType, Files, Stream, refused};

/// Files by their paths. Relative paths begin at the root; folders are there as long as something is in them; there are no
/// links. A copy costs nothing until one of the two is changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    files: Arc<BTreeMap<PathBuf, Arc<[u8]>>>,
}

impl Memory {
    /// Puts a file there, in place of the one that was.
    pub fn write(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        Arc::make_mut(&mut self.files).insert(whole(path.as_ref()), bytes.into().into());
    }

    /// Takes a file away, or a folder with all that is in it.
    pub fn remove(&mut self, path: impl AsRef<Path>) {
        let path = whole(path.as_ref());
        Arc::make_mut(&mut self.files).retain(|file, _| !file.starts_with(&path));
    }

    /// Every file below a folder, in the order of their paths.
    pub fn below(&self, folder: impl AsRef<Path>) -> impl Iterator<Item = (&Path, &[u8])> {
        let folder = whole(folder.as_ref());
        let from = self.files.range(folder.clone()..);
        let inside = from.take_while(move |(path, _)| path.starts_with(&folder));
        inside.map(|(path, bytes)| (path.as_path(), bytes.as_ref()))
    }

    /// The bytes of a file.
    pub fn get(&self, path: impl AsRef<Path>) -> Option<&[u8]> {
        self.files.get(&whole(path.as_ref())).map(AsRef::as_ref)
    }
}

impl<P: AsRef<Path>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (whole(path.as_ref()), bytes.into().into()));
        Self { files: Arc::new(files.collect()) }
    }
}

/// A path from the root, without `.` and `..`.
fn whole(path: &Path) -> PathBuf {
    let mut whole = PathBuf::from("/");
    for part in path.components() {
        match part {
            Component::Normal(name) => whole.push(name),
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    whole
}

impl Files for Memory {
    fn share(&self) -> Arc<dyn Files> {
        Arc::new(self.clone())
    }

    fn file_type(&self, path: &Path) -> io::Result<FileType> {
        let path = whole(path);
        if self.files.contains_key(&path) {
            return Ok(FileType::File);
        }
        let is_folder = path.parent().is_none() || self.below(&path).next().is_some();
        if is_folder { Ok(FileType::Folder) } else { Err(refused(self.why_none(&path))) }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.file_type(path).map(|_| whole(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        match self.file_type(folder)? {
            FileType::Folder => {}
            FileType::File | FileType::Link | FileType::Other => return Err(refused(ErrorKind::NotADirectory)),
        }
        let root = whole(folder);
        let inside = self.below(&root).filter_map(|(path, _)| path.strip_prefix(&root).ok()?.components().next());
        let names: BTreeSet<Component> = inside.collect();
        Ok(names.into_iter().map(|name| folder.join(name)).collect())
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        match self.files.get(&whole(path)) {
            Some(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
            None if self.file_type(path)? == FileType::Folder => Err(refused(ErrorKind::IsADirectory)),
            None => Err(refused(ErrorKind::NotFound)),
        }
    }

    fn here(&self) -> io::Result<PathBuf> {
        Ok(PathBuf::from("/"))
    }
}

impl Memory {
    /// A file in the middle of a path is no folder.
    fn why_none(&self, path: &Path) -> ErrorKind {
        let is_below_a_file = path.ancestors().skip(1).any(|above| self.files.contains_key(above));
        if is_below_a_file { ErrorKind::NotADirectory } else { ErrorKind::NotFound }
    }
}
