//! The journal as it is written.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::files::{AppendFile, Files};
use crate::line::{Body, Entry, encode};
use crate::recovery::{Recovery, recover};
use crate::{Key, StoreError};

/// A journal open for appending. It holds the lock of its file until it is dropped or the program ends.
///
/// After a failed [`append`](Self::append) the file is cut back to its last whole entry, so that the same entry can be
/// appended again when there is room. Where even that fails, and after a failed [`sync`](Self::sync), of which nobody can
/// say what is durable, the journal takes no more entries until it is opened again.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: Box<dyn AppendFile>,
    next_seq: u64,
    length: u64,
    is_closed: bool,
    has_unsynced: bool,
    /// Room for what is written next.
    lines: Vec<u8>,
}

/// More room than that is not kept.
const MOST_ROOM: usize = 1 << 17;

impl Journal {
    /// Begins a journal. Fails where there is a file already.
    pub fn create(files: &dyn Files, path: &Path) -> Result<Self, StoreError> {
        if files.exists(path) {
            let exists = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(StoreError::file("create", path)(exists));
        }
        let mut journal = Self::locked(files, path)?;
        journal.file.sync().map_err(StoreError::file("sync", path))?;
        if let Some(folder) = path.parent() {
            files
                .sync_folder(folder)
                .map_err(StoreError::file("sync", folder))?;
        }
        Ok(journal)
    }

    /// Opens a journal, shows each of its entries in order, and cuts off what a crash left half-written at its end.
    pub fn open(
        files: &dyn Files,
        path: &Path,
        show: impl FnMut(&Entry<'_>),
    ) -> Result<(Self, Recovery), StoreError> {
        if !files.exists(path) {
            let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(StoreError::file("open", path)(missing));
        }
        let mut journal = Self::locked(files, path)?;
        let recovery = recover(files, path, show)?;
        if recovery.n_cut > 0 {
            journal
                .file
                .truncate(recovery.length)
                .map_err(StoreError::file("truncate", path))?;
            journal.file.sync().map_err(StoreError::file("sync", path))?;
        }
        journal.next_seq = recovery.n_entries;
        journal.length = recovery.length;
        Ok((journal, recovery))
    }

    fn locked(files: &dyn Files, path: &Path) -> Result<Self, StoreError> {
        let mut file = files.append(path).map_err(StoreError::file("open", path))?;
        if !file.try_lock().map_err(StoreError::file("lock", path))? {
            return Err(StoreError::Locked {
                path: path.to_owned(),
            });
        }
        Ok(Self {
            path: path.to_owned(),
            file,
            next_seq: 0,
            length: 0,
            is_closed: false,
            has_unsynced: false,
            lines: Vec::new(),
        })
    }

    /// Adds an entry. It is durable after the next [`sync`](Self::sync). Gives where its line begins and how many bytes it has.
    pub fn append<T: Serialize>(
        &mut self,
        kind: &str,
        key: Option<Key>,
        body: &T,
    ) -> Result<(u64, usize), StoreError> {
        let body = Body::new(body, 0)?;
        let places = self.append_all([(kind, key, &body)])?;
        Ok(places.first().copied().unwrap_or_default())
    }

    /// Adds several entries with one write, in their order. Gives where each begins and how many bytes it has. Where the write fails, none
    /// of them is there.
    pub fn append_all<'e>(
        &mut self,
        entries: impl IntoIterator<Item = (&'e str, Option<Key>, &'e Body)>,
    ) -> Result<Vec<(u64, usize)>, StoreError> {
        if self.is_closed {
            return Err(StoreError::Closed {
                path: self.path.clone(),
            });
        }
        self.lines.clear();
        let (lines, mut places) = (&mut self.lines, Vec::new());
        for (seq, (kind, key, body)) in (self.next_seq..).zip(entries) {
            let start = lines.len();
            encode(seq, kind, key, body, lines)?;
            places.push((self.length + start as u64, lines.len() - start));
        }
        let n_bytes = lines.len() as u64;
        let written = self.file.write_all(lines);
        if lines.capacity() > MOST_ROOM {
            *lines = Vec::new();
        }
        if let Err(error) = written {
            self.is_closed = self.file.truncate(self.length).is_err();
            return Err(StoreError::file("write", &self.path)(error));
        }
        self.next_seq += places.len() as u64;
        self.length += n_bytes;
        self.has_unsynced |= !places.is_empty();
        Ok(places)
    }

    /// Makes every entry so far durable.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        if !self.has_unsynced {
            return Ok(());
        }
        if self.is_closed {
            return Err(StoreError::Closed {
                path: self.path.clone(),
            });
        }
        self.file.sync().map_err(|error| {
            self.is_closed = true;
            StoreError::file("sync", &self.path)(error)
        })?;
        self.has_unsynced = false;
        Ok(())
    }

    /// How many entries it has.
    pub const fn n_entries(&self) -> u64 {
        self.next_seq
    }

    /// How many bytes it has.
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// Whether it takes no more entries.
    pub const fn is_closed(&self) -> bool {
        self.is_closed
    }
}
