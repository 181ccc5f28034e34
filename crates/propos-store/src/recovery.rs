//! Reading a journal back after whatever happened to it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use crate::StoreError;
use crate::files::Files;
use crate::line::{Entry, decode};

/// What was found when a journal was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recovery {
    /// Whole entries.
    pub n_entries: u64,
    /// Bytes up to the end of the last whole entry.
    pub length: u64,
    /// Bytes behind it, which a crash left and which were cut off.
    pub n_cut: u64,
}

/// Reads all whole entries, takes no lock and changes nothing; an error when one in the middle is damaged. What stands behind the
/// last whole one is counted as cut.
pub fn recover(
    files: &dyn Files,
    path: &Path,
    mut show: impl FnMut(&Entry<'_>),
) -> Result<Recovery, StoreError> {
    let mut found = Recovery::default();
    let mut is_good = true;
    let mut buffer = Vec::new();
    for_each_line(files, path, |offset, line, is_whole| {
        let entry = is_whole
            .then(|| decode(line.strip_suffix(b"\n").unwrap_or(line), &mut buffer))
            .flatten();
        match entry {
            Some(mut entry) if is_good && entry.seq == found.n_entries => {
                entry.place = (offset, line.len());
                show(&entry);
                found.n_entries += 1;
                found.length = offset + line.len() as u64;
            }
            // A whole entry behind a damaged one, or one whose number is not the next: not the work of a crash.
            Some(_) => {
                let damaged = if is_good { offset } else { found.length };
                return Err(StoreError::Damaged {
                    path: path.to_owned(),
                    offset: damaged,
                });
            }
            None => is_good = false,
        }
        found.n_cut = offset + line.len() as u64 - found.length;
        Ok(())
    })?;
    Ok(found)
}

/// Shows the whole entries of a journal that somebody else may be writing. It takes no lock and changes nothing. Damaged lines
/// are passed over and counted; a last line without its end is being written, or was when its writer died, and is not.
pub fn scan(files: &dyn Files, path: &Path, mut show: impl FnMut(&Entry<'_>)) -> Result<u64, StoreError> {
    let mut n_damaged = 0;
    let mut buffer = Vec::new();
    for_each_line(files, path, |offset, line, is_whole| {
        if !is_whole {
            return Ok(());
        }
        match decode(line.strip_suffix(b"\n").unwrap_or(line), &mut buffer) {
            Some(mut entry) => {
                entry.place = (offset, line.len());
                show(&entry);
            }
            None => n_damaged += 1,
        }
        Ok(())
    })?;
    Ok(n_damaged)
}

/// Keeps the good beginning of a damaged journal and copies the rest into a file beside it. Says where that is and how many
/// bytes it has; `None` when there is no damage.
pub fn repair(files: &dyn Files, path: &Path) -> Result<Option<(PathBuf, u64)>, StoreError> {
    let mut journal = files.append(path).map_err(StoreError::file("open", path))?;
    if !journal.try_lock().map_err(StoreError::file("lock", path))? {
        return Err(StoreError::Locked {
            path: path.to_owned(),
        });
    }
    let offset = match recover(files, path, |_| {}) {
        Ok(_) => return Ok(None),
        Err(StoreError::Damaged { offset, .. }) => offset,
        Err(error) => return Err(error),
    };
    let aside = (1..u32::MAX)
        .map(|number| path.with_extension(format!("damaged-{number}")))
        .find(|aside| !files.exists(aside))
        .unwrap_or_else(|| path.with_extension("damaged"));
    let mut rest = Vec::new();
    files
        .read(path, offset)
        .and_then(|mut reader| reader.read_to_end(&mut rest))
        .map_err(StoreError::file("read", path))?;
    crate::publish::publish(files, &aside, |file| file.write_all(&rest))?;
    journal
        .truncate(offset)
        .and_then(|()| journal.sync())
        .map_err(StoreError::file("truncate", path))?;
    Ok(Some((aside, rest.len() as u64)))
}

/// Tells each line with its newline and where it begins; the last may lack its newline.
fn for_each_line(
    files: &dyn Files,
    path: &Path,
    mut tell: impl FnMut(u64, &[u8], bool) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let reader = files.read(path, 0).map_err(StoreError::file("open", path))?;
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let mut offset = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader
            .read_until(b'\n', &mut line)
            .map_err(StoreError::file("read", path))?;
        if length == 0 {
            return Ok(());
        }
        tell(offset, &line, line.ends_with(b"\n"))?;
        offset += length as u64;
    }
}
