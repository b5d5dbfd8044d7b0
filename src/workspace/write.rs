//! Files that are written whole or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Writes a file beside its place and moves it there: a reader sees the earlier file or the new one, never a half.
///
/// # Errors
/// What the file system refuses; the earlier file is then untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".resultatplan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: a temporary one is its owner's alone.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    // Without it a power cut could leave the new name on an empty file.
    file.as_file().sync_data()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
