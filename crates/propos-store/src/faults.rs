//! A file system in memory that fails at a chosen operation, or loses what was not synced as a power cut does.
//!
//! Run a piece of work with the fault at the first, the second, … operation until it completes without meeting one: then
//! every place where it can fail was visited.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::files::{AppendFile, Files};

/// What happens at the chosen operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk is full: half of the bytes are written. Later operations work again.
    OutOfSpace,
    /// The disk is full from now on, until [`mend`](FaultyFiles::mend).
    OutOfSpaceForGood,
    /// Nobody may write more: as if the disk were full.
    OverQuota,
    /// The device fails once. Later operations work again.
    Device,
    /// The power goes: this operation and all later ones fail.
    PowerCut,
}

/// The file system. Clones share the files.
#[derive(Clone, Debug, Default)]
pub struct FaultyFiles(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// What programs see.
    names: BTreeMap<PathBuf, usize>,
    /// What is there after a power cut.
    durable_names: BTreeMap<PathBuf, usize>,
    contents: Vec<Content>,
    n_operations: u64,
    fault: Option<(u64, Fault)>,
    is_off: bool,
    is_full: bool,
}

#[derive(Clone, Debug, Default)]
struct Content {
    bytes: Vec<u8>,
    durable: Vec<u8>,
    is_locked: bool,
}

impl FaultyFiles {
    /// An empty file system that does not fail.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets the operation of this number, counted from now and from 1, fail.
    pub fn fail_at(&self, operation: u64, fault: Fault) {
        let mut state = self.state();
        state.fault = Some((state.n_operations + operation, fault));
    }

    /// Leaves no room: from now on every write fails, until [`mend`](Self::mend).
    pub fn fill(&self) {
        self.state().is_full = true;
    }

    /// Takes back a fault that has not happened yet, and makes room.
    pub fn mend(&self) {
        let mut state = self.state();
        state.fault = None;
        state.is_full = false;
    }

    /// Whether the fault has happened.
    pub fn has_failed(&self) -> bool {
        let state = self.state();
        state
            .fault
            .is_some_and(|(operation, _)| state.n_operations >= operation)
    }

    /// What a machine finds when the power is back: of each file what was synced, and of the rest as many bytes as `keep` says
    /// of so many; names that were not synced are kept when `keep(1)` is 1. Locks are free.
    #[must_use]
    pub fn after_power_cut(&self, mut keep: impl FnMut(usize) -> usize) -> Self {
        let old = self.state();
        let mut names = old.durable_names.clone();
        for (name, number) in &old.names {
            if old.durable_names.get(name) != Some(number) && keep(1) == 1 {
                names.insert(name.clone(), *number);
            }
        }
        let contents = old
            .contents
            .iter()
            .map(|content| {
                let mut bytes = content.durable.clone();
                let rest = content.bytes.get(bytes.len()..).unwrap_or_default();
                bytes.extend_from_slice(rest.get(..keep(rest.len())).unwrap_or(rest));
                Content {
                    durable: bytes.clone(),
                    bytes,
                    is_locked: false,
                }
            })
            .collect();
        Self(Arc::new(Mutex::new(State {
            durable_names: names.clone(),
            names,
            contents,
            ..State::default()
        })))
    }

    /// What stands in a file.
    pub fn contents(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state();
        let number = state.names.get(path)?;
        state.contents.get(*number).map(|content| content.bytes.clone())
    }

    /// Puts a file there, durable.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let number = state.contents.len();
        state.contents.push(Content {
            bytes: bytes.to_vec(),
            durable: bytes.to_vec(),
            is_locked: false,
        });
        state.names.insert(path.to_owned(), number);
        state.durable_names.insert(path.to_owned(), number);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, path: &Path, is_new: bool) -> io::Result<Box<dyn AppendFile>> {
        let mut state = self.state();
        state.step()?;
        let known = state.names.get(path).copied();
        let number = if let (Some(number), false) = (known, is_new) {
            number
        } else {
            state.contents.push(Content::default());
            let number = state.contents.len() - 1;
            state.names.insert(path.to_owned(), number);
            number
        };
        Ok(Box::new(FaultyFile {
            files: self.clone(),
            number,
            has_lock: false,
        }))
    }
}

impl State {
    /// Counts an operation; an error when it is the one that fails.
    fn step(&mut self) -> io::Result<()> {
        self.n_operations += 1;
        if self.is_off {
            return Err(io::Error::other("the power is off"));
        }
        match self.fault {
            Some((operation, fault)) if operation == self.n_operations => match fault {
                Fault::OutOfSpace => Err(io::ErrorKind::StorageFull.into()),
                Fault::OutOfSpaceForGood => {
                    self.is_full = true;
                    Ok(())
                }
                Fault::OverQuota => Err(io::ErrorKind::QuotaExceeded.into()),
                Fault::Device => Err(io::Error::other("the device failed")),
                Fault::PowerCut => {
                    self.is_off = true;
                    Err(io::Error::other("the power is off"))
                }
            },
            _ => Ok(()),
        }
    }
}

impl Files for FaultyFiles {
    fn append(&self, path: &Path) -> io::Result<Box<dyn AppendFile>> {
        self.open(path, false)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn AppendFile>> {
        self.open(path, true)
    }

    fn read(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read + Send>> {
        let mut state = self.state();
        state.step()?;
        let number = *state.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        let bytes = state
            .contents
            .get(number)
            .map_or(&[][..], |content| &content.bytes);
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
        let rest = bytes.get(from..).unwrap_or_default().to_vec();
        Ok(Box::new(io::Cursor::new(rest)))
    }

    fn exists(&self, path: &Path) -> bool {
        self.state().names.contains_key(path)
    }

    fn create_folder(&self, _folder: &Path) -> io::Result<()> {
        // Files here lie in any folder.
        self.state().step()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.step()?;
        let number = state.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.names.insert(to.to_owned(), number);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.step()?;
        state.names.remove(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(())
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.step()?;
        state.durable_names = state.names.clone();
        Ok(())
    }
}

#[derive(Debug)]
struct FaultyFile {
    files: FaultyFiles,
    number: usize,
    has_lock: bool,
}

impl FaultyFile {
    fn with<T>(&self, change: impl FnOnce(&mut Content) -> T) -> io::Result<T> {
        let mut state = self.files.state();
        let content = state.contents.get_mut(self.number);
        content.map(change).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl AppendFile for FaultyFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let outcome = {
            let mut state = self.files.state();
            let stepped = state.step();
            let is_full = state.is_full;
            stepped.and_then(|()| {
                if is_full {
                    Err(io::ErrorKind::StorageFull.into())
                } else {
                    Ok(())
                }
            })
        };
        let n_written = if outcome.is_ok() {
            bytes.len()
        } else {
            bytes.len() / 2
        };
        let written = bytes.get(..n_written).unwrap_or(bytes);
        self.with(|content| content.bytes.extend_from_slice(written))?;
        outcome
    }

    fn sync(&mut self) -> io::Result<()> {
        self.files.state().step()?;
        self.with(|content| content.durable.clone_from(&content.bytes))
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.files.state().step()?;
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        self.with(|content| {
            content.bytes.truncate(length);
            // A cut that is not synced may still be kept or lost; lost is the harder case, and the bytes come back.
        })
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        self.files.state().step()?;
        let was_free = self.with(|content| !std::mem::replace(&mut content.is_locked, true))?;
        self.has_lock |= was_free;
        Ok(was_free)
    }
}

impl Drop for FaultyFile {
    fn drop(&mut self) {
        if self.has_lock {
            // A file that is gone has no lock to free.
            let _ = self.with(|content| content.is_locked = false);
        }
    }
}
