//! The results of several runs as those of one.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use propos_schema::Outcome;
use propos_store::{AppendFile, Files, Key, RealFiles, StoreError, publish};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::error::RunError;
use crate::folder::RunFolder;
use crate::spending::Spending;
use crate::written::{FailureLine, RecordLine, for_each_line};

/// Results in the order they are to be joined, looked through once before anything is written.
#[derive(Debug)]
pub struct Merge {
    files: Arc<dyn Files>,
    shards: Vec<Shard>,
    /// Ids that came before, in order, the first of them.
    duplicates: Vec<String>,
    n_duplicates: u64,
    /// How documents were annotated, and how many in which way.
    methods: BTreeMap<Method, u64>,
}

/// By what a document was annotated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Method {
    /// The annotator that was asked for.
    pub annotator: String,
    /// The codebook's id, version and hash.
    pub codebook: (String, String, String),
}

/// One run, or one file of records.
#[derive(Debug)]
struct Shard {
    /// As it was named.
    path: PathBuf,
    results: PathBuf,
    failures: Option<PathBuf>,
    manifest: Option<Value>,
    counts: Counts,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    documents: u64,
    incomplete: u64,
    claims: u64,
    unreadable: u64,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.incomplete += other.incomplete;
        self.claims += other.claims;
        self.unreadable += other.unreadable;
    }
}

/// So many ids that came before are kept for a message.
const MOST_NAMED: usize = 5;

impl Merge {
    /// Looks through the results of runs (their folders) and files of records.
    pub fn of(paths: impl IntoIterator<Item = PathBuf>) -> Result<Self, RunError> {
        Self::of_with(Arc::new(RealFiles), paths)
    }

    /// The same on another file system.
    pub fn of_with(
        files: Arc<dyn Files>,
        paths: impl IntoIterator<Item = PathBuf>,
    ) -> Result<Self, RunError> {
        let mut merge = Self {
            files,
            shards: Vec::new(),
            duplicates: Vec::new(),
            n_duplicates: 0,
            methods: BTreeMap::new(),
        };
        let mut ids = HashSet::new();
        for path in paths {
            let mut shard = Shard::at(&*merge.files, path)?;
            merge.look_through(&mut shard, &mut ids)?;
            merge.shards.push(shard);
        }
        Ok(merge)
    }

    fn look_through(&mut self, shard: &mut Shard, ids: &mut HashSet<Key>) -> Result<(), RunError> {
        let counts = &mut shard.counts;
        for_each_line(&*self.files, &shard.results, None, |number, line| {
            let Ok(line) = serde_json::from_slice::<RecordLine>(line) else {
                return Err(RunError::NotARecord {
                    path: shard.results.clone(),
                    line: number,
                });
            };
            counts.documents += 1;
            counts.claims += line.claims.len() as u64;
            counts.incomplete += u64::from(line.outcome != Outcome::Complete);
            if !ids.insert(Key::of(&[&line.document.id])) {
                self.n_duplicates += 1;
                if self.duplicates.len() < MOST_NAMED {
                    self.duplicates.push(line.document.id);
                }
            }
            let codebook = line.provenance.codebook;
            let method = Method {
                annotator: line.provenance.annotator_requested,
                codebook: (codebook.id, codebook.version, codebook.sha256),
            };
            *self.methods.entry(method).or_default() += 1;
            Ok(())
        })?;
        let Some(failures) = &shard.failures else {
            return Ok(());
        };
        for_each_line(&*self.files, failures, None, |_, line| {
            let failure = serde_json::from_slice::<FailureLine>(line);
            counts.unreadable += u64::from(failure.is_ok_and(|failure| failure.is_unreadable()));
            Ok(())
        })
    }

    /// How many ids stand for more than one document, counted once for each further one, and the first few of them.
    pub fn duplicates(&self) -> (u64, &[String]) {
        (self.n_duplicates, &self.duplicates)
    }

    /// By what documents were annotated, and how many each. One where results may be counted together.
    pub const fn methods(&self) -> &BTreeMap<Method, u64> {
        &self.methods
    }

    /// The runs that had not come to their end.
    pub fn unfinished(&self) -> impl Iterator<Item = &Path> {
        let unfinished = self.shards.iter().filter(|shard| !shard.is_finished());
        unfinished.map(|shard| shard.path.as_path())
    }

    /// Documents in all, and of these and of the inputs how many are incomplete or were not read.
    pub fn totals(&self) -> (u64, u64) {
        let totals = self.counts();
        (totals.documents, totals.incomplete + totals.unreadable)
    }

    fn counts(&self) -> Counts {
        let mut totals = Counts::default();
        self.shards.iter().for_each(|shard| totals.add(shard.counts));
        totals
    }

    /// What the runs took from models, all together; `None` where none of them counted it.
    pub fn spending(&self) -> Option<Spending> {
        let manifests = self.shards.iter().filter_map(|shard| shard.manifest.as_ref());
        let each = manifests.filter_map(|manifest| {
            let spending = &manifest["summary"]["spending"];
            Spending::deserialize(spending).ok()
        });
        each.reduce(|mut total, more| {
            total.add(&more);
            total
        })
    }

    /// Writes the joined records into a file, which is there whole or not at all.
    pub fn write_file(&self, path: &Path) -> Result<(), RunError> {
        Ok(publish(&*self.files, path, |file| {
            self.shards
                .iter()
                .try_for_each(|shard| copy(&*self.files, &shard.results, file))
        })?)
    }

    /// Writes the folder of a run that has joined results, failures and totals, and no journal. The results come last, so that
    /// a folder that has them has all.
    pub fn write_folder(&self, folder: &RunFolder) -> Result<(), RunError> {
        if [folder.journal(), folder.results()]
            .iter()
            .any(|path| self.files.exists(path))
        {
            return Err(RunError::Exists {
                folder: folder.path().to_owned(),
            });
        }
        let created = self.files.create_folder(folder.path());
        created.map_err(|source| StoreError::File {
            doing: "create",
            path: folder.path().to_owned(),
            source,
        })?;
        publish(&*self.files, &folder.failures(), |file| self.write_failures(file))?;
        let manifest = format!("{:#}\n", self.manifest());
        publish(&*self.files, &folder.manifest(), |file| {
            file.write_all(manifest.as_bytes())
        })?;
        self.write_file(&folder.results())
    }

    /// The failures, each under the number its input has among all.
    fn write_failures(&self, file: &mut dyn AppendFile) -> std::io::Result<()> {
        let mut n_before = 0;
        for shard in &self.shards {
            if let Some(failures) = &shard.failures {
                for line in BufReader::new(self.files.read(failures, 0)?).lines() {
                    let mut failure: Value = serde_json::from_str(&line?)?;
                    if let Some(index) = failure["index"].as_u64() {
                        failure["index"] = (n_before + index).into();
                    }
                    file.write_all(format!("{failure}\n").as_bytes())?;
                }
            }
            n_before += shard.counts.documents + shard.counts.unreadable;
        }
        Ok(())
    }

    /// The first run's manifest with the totals of all, and where they came from.
    fn manifest(&self) -> Value {
        let manifests = || self.shards.iter().filter_map(|shard| shard.manifest.as_ref());
        let mut joined = manifests().next().cloned().unwrap_or_else(|| json!({}));
        let mut summary = Value::Object(Map::new());
        for manifest in manifests() {
            add(&mut summary, &manifest["summary"]);
        }
        let totals = self.counts();
        for (name, count) in [
            ("n_done", totals.documents + totals.unreadable),
            ("n_documents", totals.documents),
            ("n_unreadable", totals.unreadable),
            ("n_incomplete", totals.incomplete),
            ("n_claims", totals.claims),
        ] {
            summary[name] = count.into();
        }
        summary["spending"] = json!(self.spending());
        joined["summary"] = summary;
        joined["propos"] = env!("CARGO_PKG_VERSION").into();
        joined["seconds"] = Value::Null;
        joined["process"] = Value::Null;
        let paths = self.shards.iter().map(|shard| shard.path.display().to_string());
        joined["host"] = json!({ "merged": paths.collect::<Vec<_>>() });
        joined
    }
}

impl Shard {
    fn at(files: &dyn Files, path: PathBuf) -> Result<Self, RunError> {
        let folder = RunFolder::new(&path);
        let has_results = files.exists(&folder.results());
        if !has_results && !path.is_dir() && files.exists(&path) {
            return Ok(Self {
                results: path.clone(),
                path,
                failures: None,
                manifest: None,
                counts: Counts::default(),
            });
        }
        if !has_results {
            return Err(RunError::Missing { folder: path });
        }
        let manifest = files
            .read(&folder.manifest(), 0)
            .and_then(std::io::read_to_string)
            .ok();
        Ok(Self {
            path,
            results: folder.results(),
            failures: Some(folder.failures()).filter(|path| files.exists(path)),
            manifest: manifest.and_then(|text| serde_json::from_str(&text).ok()),
            counts: Counts::default(),
        })
    }

    /// A file has no end to come to; a folder of joined results has no time of its own.
    fn is_finished(&self) -> bool {
        let Some(manifest) = &self.manifest else {
            return self.failures.is_none();
        };
        let is_joined = !manifest["host"]["merged"].is_null();
        manifest["summary"]["stopped"].is_null() && (is_joined || !manifest["seconds"].is_null())
    }
}

/// Adds the numbers of one summary to those of another; of anything else the first word counts.
fn add(total: &mut Value, more: &Value) {
    match (total, more) {
        (Value::Object(total), Value::Object(more)) => {
            for (name, more) in more {
                add(total.entry(name.as_str()).or_insert(Value::Null), more);
            }
        }
        (total @ Value::Null, more) => *total = more.clone(),
        (Value::Number(total), Value::Number(more)) => {
            let sum = match (total.as_u64(), more.as_u64()) {
                (Some(total), Some(more)) => Some((total + more).into()),
                _ => total
                    .as_f64()
                    .zip(more.as_f64())
                    .and_then(|(total, more)| serde_json::Number::from_f64(total + more)),
            };
            if let Some(sum) = sum {
                *total = sum;
            }
        }
        _ => {}
    }
}

/// Copies the lines of a file; the last gets its end where it has none.
fn copy(files: &dyn Files, from: &Path, to: &mut dyn AppendFile) -> std::io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 20, files.read(from, 0)?);
    let mut last = b'\n';
    loop {
        let bytes = reader.fill_buf()?;
        let Some(end) = bytes.last() else { break };
        last = *end;
        to.write_all(bytes)?;
        let length = bytes.len();
        reader.consume(length);
    }
    if last == b'\n' {
        Ok(())
    } else {
        to.write_all(b"\n")
    }
}
