//! What is known about a run as a whole. What varies from run to run stands here and not in records.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use propos_schema::CodebookRef;
use propos_store::{Files, Key, publish};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::RunError;
use crate::event::Summary;
use crate::folder::RunFolder;
use crate::plan::Plan;

/// The content of `manifest.json`. It is written when a run begins, goes on and ends, whole or not at all.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Manifest {
    /// The version of propos that wrote it last.
    pub propos: String,
    /// The annotator.
    pub annotator: String,
    /// The codebook.
    pub codebook: CodebookRef,
    /// What else shapes the results, as the host gave it.
    pub details: String,
    /// What the host wants to find again, such as the command line. No keys.
    pub host: Value,
    /// When this session of the run began, in seconds since 1970.
    pub began: u64,
    /// How long this session took, in seconds; `None` while it goes on, or when it was killed.
    pub seconds: Option<f64>,
    /// The process that works on the run; `None` when it has ended by itself.
    #[serde(default)]
    pub process: Option<u32>,
    /// How long of these writing results kept the run from handing out documents. What is made durable meanwhile keeps nobody.
    #[serde(default)]
    pub seconds_writing: Option<f64>,
    /// A hash over the inputs that are done, in order: their ids, texts and what else is known of them.
    #[serde(default)]
    pub inputs: Option<Key>,
    /// What came of the run so far.
    pub summary: Summary,
}

impl Manifest {
    pub(crate) fn begin(plan: &Plan, inputs: Key, summary: Summary) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            propos: env!("CARGO_PKG_VERSION").to_owned(),
            annotator: plan.description().name,
            codebook: plan.codebook().reference(),
            details: plan.details().to_owned(),
            host: plan.host(),
            began: since.map_or(0, |since| since.as_secs()),
            seconds: None,
            process: Some(std::process::id()),
            seconds_writing: None,
            inputs: Some(inputs),
            summary,
        }
    }

    pub(crate) fn end(
        &mut self,
        plan: &Plan,
        took: Duration,
        writing: Duration,
        inputs: Key,
        summary: Summary,
    ) {
        self.host = plan.host();
        self.inputs = Some(inputs);
        self.seconds = Some(took.as_secs_f64());
        self.process = None;
        self.seconds_writing = Some(writing.as_secs_f64());
        self.summary = summary;
    }

    pub(crate) fn write(&self, files: &dyn Files, folder: &RunFolder) -> Result<(), RunError> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        publish(files, &folder.manifest(), |file| {
            file.write_all(text.as_bytes())?;
            file.write_all(b"\n")
        })?;
        Ok(())
    }

    /// Reads the manifest of a run; `None` when there is none that can be read.
    pub fn read(folder: &RunFolder) -> Option<Self> {
        let text = std::fs::read_to_string(folder.manifest()).ok()?;
        serde_json::from_str(&text).ok()
    }
}
