//! Files that are whole or not there.

use std::io;
use std::path::Path;

use crate::StoreError;
use crate::failpoint::failpoint;
use crate::files::{AppendFile, Files};

/// Writes a file beside its place, makes it durable and only then gives it its name. Whatever happens, a reader finds the
/// old file or the new one; a leftover of a crash is written over by the next try.
pub fn publish(
    files: &dyn Files,
    path: &Path,
    write: impl FnOnce(&mut dyn AppendFile) -> io::Result<()>,
) -> Result<(), StoreError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let outcome = write_whole(files, &partial, write).and_then(|()| {
        files
            .rename(&partial, path)
            .map_err(StoreError::file("rename to", path))?;
        failpoint("renamed");
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        files
            .sync_folder(folder)
            .map_err(StoreError::file("sync", folder))
    });
    if outcome.is_err() && files.exists(&partial) {
        // It failed already; that the leftover cannot be removed is no news.
        let _ = files.remove(&partial);
    }
    outcome
}

fn write_whole(
    files: &dyn Files,
    partial: &Path,
    write: impl FnOnce(&mut dyn AppendFile) -> io::Result<()>,
) -> Result<(), StoreError> {
    let mut file = files
        .create(partial)
        .map_err(StoreError::file("create", partial))?;
    write(file.as_mut()).map_err(StoreError::file("write", partial))?;
    failpoint("written");
    file.sync().map_err(StoreError::file("sync", partial))
}
