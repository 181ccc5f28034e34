//! What a run does with each document, and how.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use propos_annotate::{AnnotateError, Description};
use propos_annotate::{Annotator, Article, annotate_document};
use propos_codebook::Codebook;
use propos_schema::{AnnotatedDocument, Document, OffsetUnit, Problem, Record};
use propos_segment::Options as SegmentOptions;
use propos_store::Key;

use crate::error::RunError;

/// What is done with each document. All of it shapes the results, so a run that goes on must have the same.
pub struct Plan {
    annotator: Box<dyn Annotator>,
    codebook: Codebook,
    segment: SegmentOptions,
    /// Anything else that shapes results, as the caller knows it: prompts, parameters.
    details: String,
    /// For the manifest alone.
    host: Host,
    offsets: OffsetUnit,
    has_text: bool,
    has_rules: bool,
}

impl Plan {
    /// Annotation with this annotator and codebook; records with text, offsets in code points, without rules' names.
    pub fn new(annotator: Box<dyn Annotator>, codebook: Codebook) -> Self {
        Self {
            annotator,
            codebook,
            segment: SegmentOptions::default(),
            details: String::new(),
            host: Host::default(),
            offsets: OffsetUnit::Codepoint,
            has_text: true,
            has_rules: false,
        }
    }

    /// The same with other options of segmentation.
    #[must_use]
    pub fn with_segmentation(mut self, options: SegmentOptions) -> Self {
        self.segment = options;
        self
    }

    /// The same with offsets in this unit.
    #[must_use]
    pub fn with_offsets(mut self, unit: OffsetUnit) -> Self {
        self.offsets = unit;
        self
    }

    /// The same with records that leave out the text.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        self.has_text = false;
        self
    }

    /// The same with records that name the rule of each claim.
    #[must_use]
    pub fn with_rules_named(mut self) -> Self {
        self.has_rules = true;
        self
    }

    /// The same with anything else that shapes the results, such as the hash of prompts.
    #[must_use]
    pub fn with_details(mut self, details: impl Into<String>) -> Self {
        self.details = details.into();
        self
    }

    /// The same with something for the manifest that the host wants to find again, such as the command line. No keys: it is
    /// written to disk.
    #[must_use]
    pub fn with_host(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    pub(crate) fn details(&self) -> &str {
        &self.details
    }

    pub(crate) fn host(&self) -> serde_json::Value {
        self.host.value().clone()
    }

    /// What the annotator is.
    pub fn description(&self) -> Description {
        self.annotator.describe()
    }

    /// The codebook.
    pub const fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// What the results depend on, by name, as keys: when one differs, so may the results.
    pub(crate) fn fingerprint(&self) -> [(&'static str, Key); 4] {
        let description = self.annotator.describe();
        let settings = format!(
            "{:?} {} {} {} {}",
            self.segment, self.offsets, self.has_text, self.has_rules, self.details
        );
        [
            (VERSION, version_key()),
            ("annotator", Key::of(&[description.name])),
            (CODEBOOK, codebook_key(&self.codebook)),
            ("settings", Key::of(&[settings])),
        ]
    }

    pub(crate) async fn annotate(
        &self,
        document: Document,
        notes: Vec<Problem>,
    ) -> Result<AnnotatedDocument, AnnotateError> {
        let article = Article::segment_with(document, &self.segment);
        let mut annotated = annotate_document(&*self.annotator, &article, &self.codebook).await?;
        annotated.problems.splice(0..0, notes);
        if !self.has_rules {
            annotated.drop_rules();
        }
        Ok(annotated)
    }

    /// The record of a document that got no annotation.
    pub(crate) fn failed(&self, document: Document, code: &str, message: &str) -> AnnotatedDocument {
        let name = self.annotator.describe().name;
        propos_annotate::failed(document, &self.codebook, &name, code, message)
    }

    /// The line of a record.
    pub(crate) fn line(&self, annotated: AnnotatedDocument) -> Result<Vec<u8>, RunError> {
        let document = annotated.document.id.clone();
        let room = annotated.document.text().len().saturating_mul(6).min(MOST_ROOM);
        let failed = |source: Box<dyn std::error::Error + Send + Sync>| RunError::Record { document, source };
        let record = match Record::of(annotated, self.offsets) {
            Ok(record) => record,
            Err(error) => return Err(failed(Box::new(error))),
        };
        let record = if self.has_text {
            record
        } else {
            record.without_text()
        };
        // Room for most records, so that what is written need not be moved again and again; what is left of it is given back.
        let mut line = Vec::with_capacity(room);
        serde_json::to_writer(&mut line, &record).map_err(|error| failed(Box::new(error)))?;
        line.push(b'\n');
        line.shrink_to_fit();
        Ok(line)
    }
}

/// The most room that is made for a record before it is written.
const MOST_ROOM: usize = 1 << 16;

/// What a manifest keeps for the host. All copies are the same one, so that the host may add what it finds out while the run goes on.
#[derive(Clone, Debug, Default)]
pub struct Host(Arc<Mutex<serde_json::Value>>);

impl Host {
    /// Keeps this.
    pub fn new(value: serde_json::Value) -> Self {
        Self(Arc::new(Mutex::new(value)))
    }

    /// Keeps this too, by a name, where what is kept has names.
    pub fn set(&self, name: &str, value: serde_json::Value) {
        if let Some(host) = self.value().as_object_mut() {
            host.insert(name.to_owned(), value);
        }
    }

    fn value(&self) -> MutexGuard<'_, serde_json::Value> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name and key of the program's version among what results depend on.
pub(crate) const VERSION: &str = "version";
pub(crate) fn version_key() -> Key {
    Key::of(&[env!("CARGO_PKG_VERSION")])
}

/// The same of the codebook.
pub(crate) const CODEBOOK: &str = "codebook";
pub(crate) fn codebook_key(codebook: &Codebook) -> Key {
    Key::of(&[codebook.reference().sha256])
}

/// How a run goes about it. None of it shapes the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// How many batches of documents are under way or lie ready at once. Where a model is asked, twice as many as requests may be
    /// under way keep it busy: when answers come together, the next questions are there.
    pub in_flight: usize,
    /// How many documents a thread is handed at once, at most; long ones are handed out alone. All of them are under way then, so
    /// that it is 1 where a model is asked.
    pub batch: usize,
    /// How many threads work on documents.
    pub threads: usize,
    /// How long answers and documents under way are waited for once the run is to stop. Whatever was answered by then is kept.
    pub drain: Duration,
    /// How many records may wait for one before them.
    pub window: usize,
    /// How long results may be written before the journal vouches for them.
    pub checkpoint_every: Duration,
    /// How many documents in a row may fail because the annotator cannot be reached before the run stops.
    pub patience: usize,
    /// Whether a run whose plan has changed goes on, its results written anew.
    pub accepts_changes: bool,
    /// Whether the run stops when another model answers than before, as when a name begins to mean a new version.
    pub pins_model: bool,
}

impl Settings {
    /// For a plan that asks no model: by rules a short document takes hardly longer than waking a thread, so that a thread is handed
    /// several, and the next ones lie ready.
    #[must_use]
    pub fn without_models() -> Self {
        let settings = Self::default();
        Self {
            in_flight: settings.threads + 2,
            batch: 16,
            ..settings
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            in_flight: threads + 16,
            batch: 1,
            threads,
            drain: Duration::from_secs(30),
            window: 256,
            checkpoint_every: Duration::from_secs(1),
            patience: 20,
            accepts_changes: false,
            pins_model: false,
        }
    }
}
