//! Answers that other runs paid for.

use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;

use propos_llm::Dialect;
use propos_store::{Files, Key, RealFiles, read_body, scan};

use crate::error::RunError;
use crate::folder::RunFolder;
use crate::run_store::{ADAPTED, Adapted, RESPONSE, REUSED};

/// The journals of other runs, which are read and never written. They may be under way, or have an end that a crash left torn.
///
/// An answer is found by the key of its request, which holds everything that shapes it: the document, the codebook, the prompt,
/// the schema, the server, the model and its parameters. Held are 32 bytes an answer; the answers stay where they are.
#[derive(Debug)]
pub struct OtherRuns {
    files: Arc<dyn Files>,
    runs: Vec<(String, PathBuf)>,
    /// By key, then in the order of the runs.
    places: Vec<PlaceInRun>,
    n_damaged: u64,
    /// In which words models were asked, in the order of the runs.
    adapted: Vec<Adapted>,
}

/// Where an answer lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PlaceInRun {
    key: Key,
    run: u32,
    length: u32,
    start: u64,
}

impl OtherRuns {
    /// Reads where the answers of these runs lie, each with the name that is kept beside what is taken from it. Fails where one
    /// of them is no run.
    pub fn read(runs: impl IntoIterator<Item = (String, RunFolder)>) -> Result<Self, RunError> {
        Self::read_with(Arc::new(RealFiles), runs)
    }

    /// The same on another file system.
    pub fn read_with(
        files: Arc<dyn Files>,
        runs: impl IntoIterator<Item = (String, RunFolder)>,
    ) -> Result<Self, RunError> {
        let mut others = Self {
            files,
            runs: Vec::new(),
            places: Vec::new(),
            n_damaged: 0,
            adapted: Vec::new(),
        };
        for (name, folder) in runs {
            others.add(name, &folder)?;
        }
        others.places.sort_unstable();
        others.places.shrink_to_fit();
        Ok(others)
    }

    fn add(&mut self, name: String, folder: &RunFolder) -> Result<(), RunError> {
        folder.check(&*self.files)?;
        let journal = folder.journal();
        let run = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
        let (places, adapted) = (&mut self.places, &mut self.adapted);
        self.n_damaged += scan(&*self.files, &journal, |entry| {
            if entry.kind == ADAPTED {
                adapted.extend(serde_json::from_str::<Adapted>(entry.body.get()));
            }
            let is_answer = [RESPONSE, REUSED].contains(&entry.kind);
            let (start, length) = entry.place;
            if let (true, Some(key), Ok(length)) = (is_answer, entry.key, u32::try_from(length)) {
                places.push(PlaceInRun {
                    key,
                    run,
                    length,
                    start,
                });
            }
        })?;
        self.runs.push((name, journal));
        Ok(())
    }

    /// In which words the runs asked a model, where they are not the usual ones.
    pub(crate) fn dialects(&self, model: &str) -> impl Iterator<Item = &Dialect> {
        let adapted = self.adapted.iter().filter(move |adapted| adapted.model == model);
        adapted.map(|adapted| &adapted.dialect)
    }

    /// How many answers there are, good or bad.
    pub fn n_answers(&self) -> u64 {
        self.places.len() as u64
    }

    /// How many entries of the journals are damaged. What they held is not used.
    pub const fn n_damaged(&self) -> u64 {
        self.n_damaged
    }

    /// How many runs there are.
    pub const fn n_runs(&self) -> usize {
        self.runs.len()
    }

    /// The answers to a request that can still be read, each with the name of its run; an item that is `None` cannot.
    pub(crate) fn find<T: serde::de::DeserializeOwned>(
        &self,
        key: Key,
    ) -> impl Iterator<Item = Option<(&str, T)>> {
        let first = self.places.partition_point(|place| place.key < key);
        let places = self.places.iter().skip(first);
        places
            .take_while(move |place| place.key == key)
            .map(move |place| {
                let (name, journal) = self.runs.get(place.run as usize)?;
                let mut line = vec![0; place.length as usize];
                let mut reader = self.files.read(journal, place.start).ok()?;
                reader.read_exact(&mut line).ok()?;
                Some((name.as_str(), read_body(&line, key)?))
            })
    }
}
