//! The files on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{FileType, Files, Stream};

/// The disk, relative paths from where the program was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Disk;

impl Files for Disk {
    fn share(&self) -> Arc<dyn Files> {
        Arc::new(*self)
    }

    fn file_type(&self, path: &Path) -> io::Result<FileType> {
        let what = fs::symlink_metadata(path)?.file_type();
        Ok(if what.is_symlink() {
            FileType::Link
        } else if what.is_dir() {
            FileType::Folder
        } else if what.is_file() {
            FileType::File
        } else {
            FileType::Other
        })
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        Ok(paths)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        // A pipe would keep its reader waiting for ever, and cannot be read twice.
        let what = fs::metadata(path)?.file_type();
        if !what.is_file() && !what.is_dir() {
            return Err(super::neither());
        }
        Ok(Box::new(fs::File::open(path)?))
    }

    fn here(&self) -> io::Result<PathBuf> {
        std::env::current_dir()?.canonicalize()
    }
}
