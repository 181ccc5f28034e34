//! The program, run on one document at a time until the time is over.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use propos::schema::{AnnotatedDocument, Record};

/// How often it is asked whether a run has ended.
const PAUSE: Duration = Duration::from_millis(100);

/// The program as people use it.
pub(super) struct Program {
    path: PathBuf,
    /// Texts and recordings that nobody needs afterwards.
    pub(super) scratch: PathBuf,
    deadline: Option<Instant>,
}

impl Program {
    /// Builds it, or takes the one that `PROPOS_PROGRAM` names.
    pub(super) fn build(root: &Path, deadline: Option<Instant>) -> Result<Self> {
        let path = if let Some(program) = std::env::var_os("PROPOS_PROGRAM") {
            program.into()
        } else {
            let status = Command::new(env!("CARGO"))
                .args(["build", "--quiet", "--release", "-p", "propos-cli"])
                .current_dir(root)
                .status()
                .context("build the program")?;
            anyhow::ensure!(status.success(), "the program does not build");
            root.join("target/release/propos")
        };
        let scratch = std::env::temp_dir().join(format!("propos-measure-{}", std::process::id()));
        std::fs::create_dir_all(&scratch).with_context(|| format!("make {}", scratch.display()))?;
        Ok(Self {
            path,
            scratch,
            deadline,
        })
    }

    /// The record of one document; none where the time was over before it.
    pub(super) fn annotate(&self, input: &Path, arguments: &[String]) -> Result<Option<AnnotatedDocument>> {
        let (said, complaint) = (self.scratch.join("record.jsonl"), self.scratch.join("errors.txt"));
        let into = |path: &Path| -> Result<Stdio> {
            let file = File::create(path).with_context(|| format!("write {}", path.display()))?;
            Ok(file.into())
        };
        let mut child = Command::new(&self.path)
            .arg("annotate")
            .arg(input)
            .args(["--format", "jsonl", "--quiet"])
            .args(arguments)
            .stdout(into(&said)?)
            .stderr(into(&complaint)?)
            .spawn()
            .context("run the program")?;
        while child.try_wait().context("wait for the program")?.is_none() {
            if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                child.kill().context("stop the program")?;
                child.wait().context("wait for the program")?;
                return Ok(None);
            }
            std::thread::sleep(PAUSE);
        }
        let line = std::fs::read_to_string(&said).context("read what the program wrote")?;
        if line.trim().is_empty() {
            let complaint = std::fs::read_to_string(&complaint).unwrap_or_default();
            bail!("{}: {complaint}", input.display());
        }
        let record: Record = serde_json::from_str(line.trim()).context("read the record")?;
        Ok(Some(
            record.into_annotated().context("read the record's offsets")?,
        ))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It lies in the system's own place for what may vanish.
        let _ = std::fs::remove_dir_all(&self.scratch);
    }
}
